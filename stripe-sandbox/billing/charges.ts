import type { Account } from "../account";
import { roundCents } from "../engine/money";
import type { Decline } from "../engine/test-cards";
import { emit, emitUpdate } from "../events/emit";
import { newId, randomText } from "../store/ids";
import type { Charge, PaymentIntent } from "../store/wire";
import { now, type World } from "../world";
import { recordBalance } from "./balance";
import { openDispute } from "./disputes";
import { behaviourOf } from "./payment-methods";

/** Stripe's fee on a card payment: 2.9 % and 30 cents. */
function feeOf(amount: number): number {
  return roundCents(amount * 0.029) + 30;
}

/** Writes the charge of an attempt, successful or declined, with its events; a dispute card disputes it at once. */
export function recordCharge(
  world: World,
  account: Account,
  intent: PaymentIntent,
  paymentMethod: string,
  decline: Decline | null,
  options: { isHeld: boolean },
): Charge {
  const id = newId("ch");
  const created = now(world, account, intent.customer);
  const isCaptured = decline === null && !options.isHeld;
  const method = account.paymentMethods.get(paymentMethod);
  const charge = account.charges.insert({
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: isCaptured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "SANDBOX BUSINESS",
    captured: isCaptured,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: paymentMethod,
    payment_method_details: cardDetails(method.card, intent.amount),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: decline ? null : `${world.publicUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: decline ? "failed" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  });
  emit(world, account, decline ? "charge.failed" : "charge.succeeded", charge);
  if (!isCaptured) return charge;
  const dispute = behaviourOf(account, paymentMethod).dispute;
  return settleCharge(world, account, dispute ? openDispute(world, account, charge, dispute) : charge);
}

/**
 * Books what a captured charge brings. Stripe does so some two seconds later and tells of it with `charge.updated`;
 * here it is done at once, and told last of all that the payment brings about.
 */
export function settleCharge(world: World, account: Account, charge: Charge): Charge {
  const balance = recordBalance(account, {
    amount: charge.amount_captured,
    fee: feeOf(charge.amount_captured),
    currency: charge.currency,
    source: charge.id,
    type: "charge",
    category: "charge",
    description: charge.description,
    created: now(world, account, charge.customer),
  });
  const settled = account.charges.update(charge.id, { balance_transaction: balance.id });
  emitUpdate(world, account, "charge.updated", charge, settled);
  return settled;
}

function outcomeOf(decline: Decline | null): Charge["outcome"] {
  if (!decline) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      risk_level: "normal",
      risk_score: 35,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  const advice = decline.adviceCode;
  return {
    advice_code: advice === "do_not_try_again" || advice === "try_again_later" ? advice : null,
    network_advice_code: null,
    network_decline_code: "01",
    network_status: "declined_by_network",
    reason: decline.declineCode,
    risk_level: "normal",
    risk_score: 35,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}

function cardDetails(
  card:
    | {
        brand: string;
        checks: object | null;
        country: string | null;
        exp_month: number;
        exp_year: number;
        fingerprint?: string | null;
        funding: string;
        last4: string;
      }
    | undefined,
  amount: number,
): Charge["payment_method_details"] {
  if (!card) return null;
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: randomText(6).toUpperCase(),
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: "disabled" },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: "unavailable" },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: "unavailable" },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: "105102104705511",
      overcapture: { maximum_amount_capturable: amount, status: "unavailable" },
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
