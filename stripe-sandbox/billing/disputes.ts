import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { newId } from "../store/ids";
import type { Charge, Dispute } from "../store/wire";
import { now, type World } from "../world";
import { recordBalance } from "./balance";

const FEE = 1500;

/** Disputes a charge: money and fee are withdrawn, except for an inquiry. */
export function openDispute(
  world: World,
  account: Account,
  charge: Charge,
  kind: "fraudulent" | "product_not_received" | "inquiry",
): Charge {
  const id = newId("du");
  const created = now(world, account, charge.customer);
  const isInquiry = kind === "inquiry";
  const withdrawal = isInquiry ? null : bookDispute(account, charge, id, -charge.amount, FEE, created);
  const dispute = account.disputes.insert({
    id,
    object: "dispute",
    amount: charge.amount,
    balance_transactions: withdrawal ? [withdrawal] : [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: emptyEvidence(),
    evidence_details: {
      due_by: created + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: {
        brand: "visa",
        case_type: isInquiry ? "inquiry" : "chargeback",
        network: "visa",
        network_reason_code: "10.4",
      },
    },
    reason: kind === "inquiry" ? "general" : kind,
    status: isInquiry ? "warning_needs_response" : "needs_response",
  });
  const disputed = account.charges.update(charge.id, { disputed: true });
  emit(world, account, "charge.dispute.created", dispute);
  if (!isInquiry) emit(world, account, "charge.dispute.funds_withdrawn", dispute);
  return disputed;
}

function bookDispute(account: Account, charge: Charge, source: string, amount: number, fee: number, created: number) {
  return recordBalance(account, {
    amount,
    fee,
    currency: charge.currency,
    source,
    type: "adjustment",
    category: "dispute",
    description: `Chargeback ${amount < 0 ? "withdrawal" : "reversal"} for ${charge.id}`,
    created,
  });
}

/** Ends a dispute for or against the business; a won one brings the money back. */
export function closeDispute(world: World, account: Account, before: Dispute, outcome: "won" | "lost"): Dispute {
  const charge = account.charges.get(before.charge);
  const isInquiry = before.status.startsWith("warning_");
  const returned =
    outcome === "won" && !isInquiry
      ? bookDispute(account, charge, before.id, before.amount, 0, now(world, account, charge.customer))
      : null;
  const after = account.disputes.update(before.id, {
    status: isInquiry ? "warning_closed" : outcome,
    balance_transactions: returned ? [...before.balance_transactions, returned] : before.balance_transactions,
  });
  emitUpdate(world, account, "charge.dispute.updated", before, after);
  emit(world, account, "charge.dispute.closed", after);
  if (returned) emit(world, account, "charge.dispute.funds_reinstated", after);
  return after;
}

function emptyEvidence(): Dispute["evidence"] {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
