import type { Account } from "../account";
import { failInvoice } from "../billing/collect";
import { confirmIntent, failChallenge } from "../billing/payment-intents";
import { settlePayment, settleSetup } from "../billing/settle";
import { confirmSetup, SETUP_AUTHENTICATION_FAILED, setupDeclined } from "../billing/setup-intents";
import { transact } from "../transact";
import { accountOf, type World } from "../world";
import { redirectUrlOf } from "./checkout-session";
import type { ChallengeOutcome, ChallengeView } from "./views";

/** The challenge of a payment or setup intent as the bank's page shows it; null when there is no such intent. */
export function findChallenge(world: World, intentId: string): ChallengeView | null {
  const account = accountOf(world, intentId);
  const payment = account?.paymentIntents.find(intentId) ?? null;
  const setup = account?.setupIntents.find(intentId) ?? null;
  const intent = payment ?? setup;
  if (!account || !intent) return null;
  const method = intent.payment_method ? account.paymentMethods.find(intent.payment_method) : null;
  return {
    intentId,
    kind: payment ? "payment" : "setup",
    businessName: account.settings.business_name,
    amountMinor: payment?.amount ?? null,
    currency: payment?.currency ?? null,
    last4: method?.card?.last4 ?? null,
    isPending: intent.status === "requires_action",
  };
}

/** Ends a challenge. The redirect is null when the challenge stood inside the shop's own page. */
export function resolveChallenge(
  world: World,
  intentId: string,
  outcome: ChallengeOutcome,
): { redirectUrl: string | null } {
  const account = accountOf(world, intentId);
  if (!account) return { redirectUrl: null };
  transact(world, account, null, () => {
    if (account.paymentIntents.find(intentId)) resolvePayment(world, account, intentId, outcome);
    else if (account.setupIntents.find(intentId)) resolveSetup(world, account, intentId, outcome);
  });
  return { redirectUrl: redirectAfter(world, account, intentId) };
}

function resolvePayment(world: World, account: Account, intentId: string, outcome: ChallengeOutcome): void {
  const intent = account.paymentIntents.get(intentId);
  if (intent.status !== "requires_action" || !intent.payment_method) return;
  if (outcome !== "complete") {
    failChallenge(world, account, intentId);
    return;
  }
  const result = confirmIntent(world, account, intentId, {
    paymentMethod: intent.payment_method,
    isAuthenticated: true,
  });
  if (result.kind === "succeeded") settlePayment(world, account, result.intent);
  const invoice = account.intentRecords.get(intentId).invoice;
  if (result.kind === "declined" && invoice) failInvoice(world, account, invoice, result.decline);
}

function resolveSetup(world: World, account: Account, intentId: string, outcome: ChallengeOutcome): void {
  const intent = account.setupIntents.get(intentId);
  if (intent.status !== "requires_action" || !intent.payment_method) return;
  if (outcome !== "complete") {
    setupDeclined(world, account, intentId, intent.payment_method, SETUP_AUTHENTICATION_FAILED);
    return;
  }
  const result = confirmSetup(world, account, intentId, {
    paymentMethod: intent.payment_method,
    isAuthenticated: true,
  });
  if (result.kind === "succeeded") settleSetup(world, account, result.intent);
}

function redirectAfter(world: World, account: Account, intentId: string): string | null {
  const record = account.intentRecords.find(intentId);
  if (!record) return null;
  if (record.checkout) {
    const session = account.checkoutSessions.get(record.checkout);
    if (session.status === "complete") return redirectUrlOf(world, session);
    return `${world.publicUrl}/c/pay/${session.id}?challenge=failed`;
  }
  if (record.portal) return `${world.publicUrl}/p/session/${record.portal}`;
  if (!record.returnUrl) return null;
  return withOutcome(record.returnUrl, account, intentId);
}

/** Stripe appends what happened to the shop's return address. */
function withOutcome(returnUrl: string, account: Account, intentId: string): string {
  const payment = account.paymentIntents.find(intentId);
  const intent = payment ?? account.setupIntents.get(intentId);
  const name = payment ? "payment_intent" : "setup_intent";
  const url = new URL(returnUrl);
  url.searchParams.set(name, intentId);
  url.searchParams.set(`${name}_client_secret`, intent.client_secret ?? "");
  url.searchParams.set("redirect_status", intent.status === "succeeded" ? "succeeded" : "failed");
  return url.toString();
}
