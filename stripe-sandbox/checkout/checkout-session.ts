import type { Account } from "../account";
import { refusalOfPromotionCode } from "../billing/discounts";
import { confirmIntent, createIntent } from "../billing/payment-intents";
import { settlePayment, settleSetup } from "../billing/settle";
import { confirmSetup, createSetupIntent } from "../billing/setup-intents";
import { findActiveCode } from "../resources/promotion-codes";
import type { CheckoutRecord } from "../store/hidden";
import type { CheckoutSession } from "../store/wire";
import { transact } from "../transact";
import { accountOf, now, type World, wallSeconds } from "../world";
import { amountsOf, dueNow, requiresCard, viewLines } from "./amounts";
import { chooseCard, declinedOutcome, savedCards } from "./cards";
import { completeCheckoutFree } from "./complete";
import { expireSession } from "./expire";
import { trialEndOf } from "./order";
import { updateTotals } from "./totals";
import type { CheckoutAmounts, CheckoutOutcome, CheckoutSubmission, CheckoutView, PromotionOutcome } from "./views";

type Found = { account: Account; session: CheckoutSession; record: CheckoutRecord };

function find(world: World, sessionId: string): Found | null {
  const account = accountOf(world, sessionId);
  const session = account?.checkoutSessions.find(sessionId);
  const record = account?.checkoutRecords.find(sessionId);
  return account && session && record ? { account, session, record } : null;
}

/** The session as its page shows it; null when there is none. */
export function findCheckoutSession(world: World, sessionId: string): CheckoutView | null {
  const found = find(world, sessionId);
  if (!found) return null;
  expireWhenDue(world, found);
  const { account, record } = found;
  const session = account.checkoutSessions.get(sessionId);
  const customer = session.customer ? account.customers.find(session.customer) : null;
  const at = now(world, account, session.customer);
  const trialEndsAt = session.mode === "subscription" ? trialEndOf(record, at) : null;
  return {
    id: session.id,
    mode: session.mode,
    status: session.status ?? "open",
    businessName: account.settings.business_name,
    lines: viewLines(account, session, record),
    amounts: amountsOf(world, account, session, record),
    trialDays: trialEndsAt === null ? null : Math.round((trialEndsAt - at) / 86_400),
    trialEndsAt,
    requiresCard: requiresCard(world, account, session),
    allowsPromotionCodes: session.allow_promotion_codes ?? false,
    collectsBillingAddress: session.billing_address_collection === "required" || session.automatic_tax.enabled,
    tax: taxState(session),
    address: {
      country: record.pending?.country ?? customer?.address?.country ?? null,
      postalCode: record.pending?.postalCode ?? customer?.address?.postal_code ?? null,
    },
    submitType: session.submit_type,
    customerEmail: customer?.email ?? session.customer_email,
    customerName: customer?.name ?? null,
    savedCards: savedCards(account, session.customer),
    successUrl: successUrlOf(session),
    cancelUrl: withId(session.cancel_url, session.id),
    locale: session.locale,
    customMessage: session.custom_text.submit?.message ?? null,
  };
}

function taxState({ automatic_tax: tax }: CheckoutSession): CheckoutView["tax"] {
  if (!tax.enabled) return "off";
  return tax.status === "complete" ? "known" : "waits";
}

function withId(url: string | null, id: string): string | null {
  return url === null ? null : url.replaceAll("{CHECKOUT_SESSION_ID}", id);
}

function successUrlOf(session: CheckoutSession): string | null {
  return withId(session.success_url ?? session.return_url ?? null, session.id);
}

/** Where a completed session sends the customer. */
export function redirectUrlOf(world: World, session: CheckoutSession): string {
  return successUrlOf(session) ?? `${world.publicUrl}/c/pay/${session.id}`;
}

function expireWhenDue(world: World, { account, session }: Found): void {
  if (session.status !== "open" || session.expires_at > wallSeconds(world)) return;
  transact(world, account, null, () => expireSession(world, account, session));
}

/** Puts a promotion code on an open session. */
export function applyPromotionCode(world: World, sessionId: string, code: string): PromotionOutcome {
  const found = find(world, sessionId);
  if (found?.session.status !== "open") return { kind: "refused", message: "This session has ended." };
  const { account, session } = found;
  if (!session.allow_promotion_codes) return { kind: "refused", message: "Promotion codes are not accepted here." };
  const promotion = findActiveCode(account, code);
  const refusal = promotion
    ? refusalOfPromotionCode(account, promotion, {
        customer: session.customer,
        amount: session.amount_subtotal ?? 0,
        currency: session.currency ?? "usd",
        at: now(world, account, session.customer),
      })
    : "This code is invalid.";
  if (!promotion || refusal) return { kind: "refused", message: refusal ?? "This code is invalid." };
  return setDiscount(world, found, { coupon: promotion.promotion.coupon ?? "", promotionCode: promotion.id });
}

/** Takes the promotion code off again. */
export function removePromotionCode(world: World, sessionId: string): PromotionOutcome {
  const found = find(world, sessionId);
  if (found?.session.status !== "open") return { kind: "refused", message: "This session has ended." };
  return setDiscount(world, found, null);
}

function setDiscount(
  world: World,
  { account, session }: Found,
  discount: CheckoutRecord["discount"],
): PromotionOutcome {
  return transact(world, account, null, () => {
    const record = account.checkoutRecords.update(session.id, { discount });
    const changed = updateTotals(world, account, session.id);
    return { kind: "applied", amounts: amountsOf(world, account, changed, record) };
  });
}

/**
 * Notes the address that is being entered, so that automatic tax can follow it before anything is paid; the amounts
 * with that tax. Null where the session is not open.
 */
export function enterCheckoutAddress(
  world: World,
  sessionId: string,
  address: { country: string | null; postalCode: string | null },
): CheckoutAmounts | null {
  const found = find(world, sessionId);
  if (found?.session.status !== "open") return null;
  const { account } = found;
  return transact(world, account, null, () => {
    const before = found.record.pending ?? { email: null, name: null, country: null, postalCode: null };
    const record = account.checkoutRecords.update(sessionId, { pending: { ...before, ...address } });
    return amountsOf(world, account, updateTotals(world, account, sessionId), record);
  });
}

/** Pays or sets up what a session asks for. Declines leave it open for another card. */
export async function submitCheckout(
  world: World,
  sessionId: string,
  submission: CheckoutSubmission,
): Promise<CheckoutOutcome> {
  const found = find(world, sessionId);
  if (!found) return { kind: "invalid", field: "session", message: "This checkout session does not exist." };
  expireWhenDue(world, found);
  const session = found.account.checkoutSessions.get(sessionId);
  if (session.status === "complete") return { kind: "complete", redirectUrl: redirectUrlOf(world, session) };
  if (session.status === "expired") {
    return { kind: "invalid", field: "session", message: "This checkout session has expired." };
  }
  if (submission.promotionCode) {
    const applied = applyPromotionCode(world, sessionId, submission.promotionCode);
    if (applied.kind === "refused") return { kind: "invalid", field: "promotionCode", message: applied.message };
  }
  return transact(world, found.account, null, () => submit(world, found.account, sessionId, submission));
}

function submit(world: World, account: Account, sessionId: string, submission: CheckoutSubmission): CheckoutOutcome {
  const session = account.checkoutSessions.get(sessionId);
  const email = submission.email ?? account.customers.find(session.customer ?? "")?.email ?? session.customer_email;
  if (!email || !/^[^@\s]+@[^@\s]+$/.test(email)) {
    return { kind: "invalid", field: "email", message: "Your email is invalid." };
  }
  account.checkoutRecords.update(sessionId, {
    pending: {
      email,
      name: submission.name ?? null,
      country: submission.country ?? null,
      postalCode: submission.postalCode ?? null,
    },
  });
  if (session.automatic_tax.enabled) {
    const taxed = updateTotals(world, account, sessionId);
    if (taxed.automatic_tax.status !== "complete") {
      return { kind: "invalid", field: "country", message: "Your country is required to calculate tax." };
    }
  }
  const due = session.mode === "setup" ? 0 : dueNow(world, account, session);
  const offersCard = submission.card !== undefined || submission.savedPaymentMethodId !== undefined;
  if (due === 0 && !offersCard && !requiresCard(world, account, session)) {
    completeCheckoutFree(world, account, sessionId);
    return finished(world, account, sessionId);
  }
  const chosen = chooseCard(world, account, session.customer, {
    card: submission.card,
    savedPaymentMethodId: submission.savedPaymentMethodId,
    billing: {
      email,
      name: submission.name ?? null,
      country: submission.country ?? null,
      postalCode: submission.postalCode ?? null,
    },
  });
  if (chosen.kind === "invalid") return chosen;
  return due > 0 ? payNow(world, account, session, chosen.id, due) : setUp(world, account, session, chosen.id);
}

function finished(world: World, account: Account, sessionId: string): CheckoutOutcome {
  return { kind: "complete", redirectUrl: redirectUrlOf(world, account.checkoutSessions.get(sessionId)) };
}

function payNow(
  world: World,
  account: Account,
  session: CheckoutSession,
  method: string,
  due: number,
): CheckoutOutcome {
  const intentId = paymentIntentOf(world, account, session, due);
  const result = confirmIntent(world, account, intentId, { paymentMethod: method, returnUrl: session.success_url });
  switch (result.kind) {
    case "succeeded":
      settlePayment(world, account, result.intent);
      return finished(world, account, session.id);
    case "requires_action":
      return { kind: "requires_action", challengeUrl: result.intent.next_action?.redirect_to_url?.url ?? "" };
    case "declined":
      return declinedOutcome(result.decline);
  }
}

function paymentIntentOf(world: World, account: Account, session: CheckoutSession, due: number): string {
  const record = account.checkoutRecords.get(session.id);
  const known = record.intent ? account.paymentIntents.find(record.intent) : null;
  if (known && known.status !== "canceled" && known.status !== "succeeded") {
    if (known.amount !== due) account.paymentIntents.update(known.id, { amount: due });
    return known.id;
  }
  const isSubscription = session.mode === "subscription";
  const intent = createIntent(world, account, {
    amount: due,
    currency: session.currency ?? "usd",
    customer: session.customer,
    description: isSubscription ? "Subscription creation" : record.intentDescription,
    metadata: record.intentMetadata,
    captureMethod: isSubscription ? "automatic" : "automatic_async",
    setupFutureUsage: isSubscription ? "off_session" : record.setupFutureUsage,
    record: { checkout: session.id },
  });
  account.checkoutRecords.update(session.id, { intent: intent.id });
  if (session.mode === "payment") account.checkoutSessions.update(session.id, { payment_intent: intent.id });
  return intent.id;
}

function setUp(world: World, account: Account, session: CheckoutSession, method: string): CheckoutOutcome {
  const record = account.checkoutRecords.get(session.id);
  const known = session.setup_intent ?? record.intent;
  const intentId =
    known && account.setupIntents.find(known)
      ? known
      : createSetupIntent(world, account, { customer: session.customer, record: { checkout: session.id } }).id;
  account.checkoutRecords.update(session.id, { intent: intentId });
  const result = confirmSetup(world, account, intentId, { paymentMethod: method, returnUrl: session.success_url });
  switch (result.kind) {
    case "succeeded":
      settleSetup(world, account, result.intent);
      return finished(world, account, session.id);
    case "requires_action":
      return { kind: "requires_action", challengeUrl: result.intent.next_action?.redirect_to_url?.url ?? "" };
    case "declined":
      return declinedOutcome(result.decline);
  }
}
