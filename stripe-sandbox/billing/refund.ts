import type { Account } from "../account";
import { emit } from "../events/emit";
import { invalidRequest } from "../http/errors";
import { newId } from "../store/ids";
import type { Charge, Refund } from "../store/wire";
import { now, type World } from "../world";
import { recordBalance } from "./balance";
import { behaviourOf } from "./payment-methods";

/** Gives a charge back, in part or whole; special cards let the refund wait or fail. */
export function refundCharge(
  world: World,
  account: Account,
  before: Charge,
  input: { amount: number | null; reason: Refund["reason"]; metadata: Record<string, string> },
): Refund {
  const left = before.amount_captured - before.amount_refunded;
  if (before.refunded || left <= 0) {
    throw invalidRequest(`Charge ${before.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  const amount = input.amount ?? left;
  if (amount < 1)
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  if (amount > left) {
    throw invalidRequest(
      `Refund amount ($${(amount / 100).toFixed(2)}) is greater than unrefunded amount on charge ($${(left / 100).toFixed(2)})`,
      { param: "amount" },
    );
  }
  const id = newId("re");
  const created = now(world, account, before.customer);
  const kind = before.payment_method ? behaviourOf(account, before.payment_method).refund : "ok";
  const balance = recordBalance(account, {
    amount: -amount,
    fee: 0,
    currency: before.currency,
    source: id,
    type: "refund",
    category: "refund",
    description: `REFUND FOR CHARGE (${before.description ?? before.id})`,
    created,
  });
  const refund = account.refunds.insert({
    id,
    object: "refund",
    amount,
    balance_transaction: balance.id,
    charge: before.id,
    created,
    currency: before.currency,
    customer: before.customer,
    customer_account: null,
    destination_details: {
      type: "card",
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
    },
    metadata: input.metadata,
    payment_intent: before.payment_intent,
    payment_method: before.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: kind === "pending" ? "pending" : "succeeded",
    transfer_reversal: null,
  });
  const amountRefunded = before.amount_refunded + amount;
  const after = account.charges.update(before.id, {
    amount_refunded: amountRefunded,
    refunded: amountRefunded === before.amount_captured,
  });
  emit(world, account, "refund.created", refund);
  emit(world, account, "charge.refunded", after, {
    amount_refunded: before.amount_refunded,
    refunded: before.refunded,
  });
  if (kind === "fails") return failRefund(world, account, refund);
  emit(world, account, "refund.updated", refund, {});
  emit(world, account, "charge.refund.updated", refund, {});
  return refund;
}

/** The card's bank sent the refund back. */
function failRefund(world: World, account: Account, before: Refund): Refund {
  const after = account.refunds.update(before.id, { status: "failed", failure_reason: "expired_or_canceled_card" });
  const charge = account.charges.get(before.charge ?? "");
  account.charges.update(charge.id, { amount_refunded: charge.amount_refunded - before.amount, refunded: false });
  emit(world, account, "refund.updated", after, { status: before.status });
  emit(world, account, "refund.failed", after);
  return after;
}
