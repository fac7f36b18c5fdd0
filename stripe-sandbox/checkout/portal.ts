import type { Account } from "../account";
import { cancelNow } from "../billing/cancel";
import { setCustomerDefault } from "../billing/payment-methods";
import { amountOf, cycleOf, productText } from "../billing/prices";
import { settleSetup } from "../billing/settle";
import { confirmSetup, createSetupIntent } from "../billing/setup-intents";
import { emitSubscriptionUpdate, hasEnded } from "../billing/subscription-status";
import type { PortalConfiguration, Subscription } from "../store/wire";
import { transact } from "../transact";
import { now, type World } from "../world";
import { chooseCard, declinedOutcome, savedCard, savedCards } from "./cards";
import { allowedUpdates, removableCards } from "./portal-customer";
import { findPortal, gone, type PortalFound, portalDone } from "./portal-session";
import type { CardEntry, PortalOutcome, PortalSubscription, PortalView } from "./views";

/** The portal as its page shows it; null when there is no such session. */
export function portalOverview(world: World, bpsId: string): PortalView | null {
  const found = findPortal(world, bpsId);
  const customer = found?.account.customers.find(found.session.customer);
  if (!found || !customer) return null;
  const { account, session, configuration } = found;
  const flow = session.flow;
  return {
    id: session.id,
    businessName: account.settings.business_name,
    headline: configuration.business_profile.headline,
    returnUrl: session.return_url,
    customerEmail: customer.email,
    customerName: customer.name ?? null,
    customerAddress: customer.address ?? null,
    customerUpdates: allowedUpdates(configuration),
    canUpdateCard: configuration.features.payment_method_update.enabled,
    canChangePlan: configuration.features.subscription_update.enabled,
    canCancel: configuration.features.subscription_cancel.enabled,
    cancellationReasons: reasonsOf(configuration),
    locale: session.locale,
    showsInvoices: configuration.features.invoice_history.enabled,
    flow: flow && flow.type !== "customer_update" && flow.type !== "subscription_pause" ? flow.type : null,
    flowSubscriptionId:
      flow?.subscription_cancel?.subscription ??
      flow?.subscription_update?.subscription ??
      flow?.subscription_update_confirm?.subscription ??
      null,
    subscriptions: account.subscriptions
      .of(customer.id)
      .filter((row) => !hasEnded(row) && row.status !== "incomplete")
      .map((row) => viewOf(account, row)),
    cards: savedCards(account, customer.id),
    removableCards: configuration.features.payment_method_update.enabled ? removableCards(account, customer) : [],
    invoices: account.invoices
      .of(customer.id)
      .filter((row) => row.status !== "draft")
      .reverse()
      .map((row) => ({
        id: row.id,
        number: row.number,
        createdAt: row.created,
        totalMinor: row.total,
        currency: row.currency,
        status: row.status ?? "draft",
        hostedUrl: row.hosted_invoice_url ?? null,
        pdfUrl: row.invoice_pdf ?? null,
      })),
  };
}

/** What the configuration lets the customer choose as the reason of a cancellation. */
function reasonsOf({ features }: PortalConfiguration): FeedbackReason[] {
  const { enabled, options } = features.subscription_cancel.cancellation_reason;
  return enabled ? options : [];
}

function viewOf(account: Account, row: Subscription): PortalSubscription {
  const [first] = row.items.data;
  const cycle = first ? cycleOf(first.price) : null;
  const methodId =
    row.default_payment_method ?? account.customers.get(row.customer).invoice_settings.default_payment_method;
  const method = methodId ? account.paymentMethods.find(methodId) : null;
  return {
    id: row.id,
    status: row.status,
    description: row.items.data.map((item) => productText(account, item.price).name).join(", "),
    amountMinor: row.items.data.reduce((sum, item) => sum + amountOf(item.price, item.quantity ?? 1, row.currency), 0),
    currency: row.currency,
    interval: { unit: cycle?.interval ?? "month", count: cycle?.count ?? 1 },
    currentPeriodEndsAt: Math.min(...row.items.data.map((item) => item.current_period_end)),
    cancelsAt: row.cancel_at,
    trialEndsAt: row.status === "trialing" ? row.trial_end : null,
    card: method ? savedCard(method, methodId) : null,
  };
}

/** Makes a new or saved card the customer's default; a new one may need a challenge first. */
export async function portalSetCard(
  world: World,
  bpsId: string,
  input: { card?: CardEntry; savedPaymentMethodId?: string },
): Promise<PortalOutcome> {
  const found = findPortal(world, bpsId);
  if (!found) return gone();
  const { account, session } = found;
  return transact(world, account, null, (): PortalOutcome => {
    const chosen = chooseCard(world, account, session.customer, input);
    if (chosen.kind === "invalid") return chosen;
    if (input.savedPaymentMethodId) {
      setCustomerDefault(world, account, account.customers.get(session.customer), chosen.id);
      return portalDone(world, session);
    }
    const intent = createSetupIntent(world, account, { customer: session.customer, record: { portal: bpsId } });
    const result = confirmSetup(world, account, intent.id, { paymentMethod: chosen.id });
    switch (result.kind) {
      case "succeeded":
        settleSetup(world, account, result.intent);
        return portalDone(world, session);
      case "requires_action":
        return { kind: "requires_action", challengeUrl: result.intent.next_action?.redirect_to_url?.url ?? "" };
      case "declined":
        return declinedOutcome(result.decline);
    }
  });
}

type FeedbackReason = PortalConfiguration["features"]["subscription_cancel"]["cancellation_reason"]["options"][number];

function change(
  world: World,
  bpsId: string,
  subscriptionId: string,
  apply: (found: PortalFound, subscription: Subscription, at: number) => void,
): PortalOutcome {
  const found = findPortal(world, bpsId);
  if (!found) return gone();
  const { account, session } = found;
  const subscription = account.subscriptions.find(subscriptionId);
  if (!subscription || subscription.customer !== session.customer || hasEnded(subscription)) {
    return { kind: "invalid", field: "subscription", message: "This subscription has ended." };
  }
  transact(world, account, null, () => apply(found, subscription, now(world, account, session.customer)));
  return portalDone(world, session);
}

/**
 * Cancels as the portal's configuration says: at once, or at the period's end by `cancel_at` alone. A reason counts only
 * where the configuration offers it.
 */
export function portalCancel(
  world: World,
  bpsId: string,
  subscriptionId: string,
  said: { reason?: string; comment?: string } = {},
): PortalOutcome {
  return change(world, bpsId, subscriptionId, ({ account, configuration }, before, at) => {
    const feedback = reasonsOf(configuration).find((reason) => reason === said.reason) ?? null;
    const comment = feedback === "other" && said.comment ? said.comment.slice(0, 5000) : null;
    const details = { comment, feedback, feedback_option: null, reason: "cancellation_requested" as const };
    if (configuration.features.subscription_cancel.mode === "immediately") {
      cancelNow(world, account, before, { at, details: { comment, feedback } });
      return;
    }
    const after = account.subscriptions.update(subscriptionId, {
      cancel_at: Math.min(...before.items.data.map((item) => item.current_period_end)),
      cancel_at_period_end: before.billing_mode.type === "classic",
      canceled_at: at,
      cancellation_details: details,
    });
    emitSubscriptionUpdate(world, account, before, after);
  });
}

/** Takes a planned cancellation back. */
export function portalResume(world: World, bpsId: string, subscriptionId: string): PortalOutcome {
  return change(world, bpsId, subscriptionId, ({ account }, before) => {
    const after = account.subscriptions.update(subscriptionId, {
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    });
    emitSubscriptionUpdate(world, account, before, after);
  });
}
