import type { Account } from "../account";
import { draftSubscription } from "../billing/create-subscription";
import { openingLines } from "../billing/cycle-anchor";
import { type Applied, activeDiscounts, requestedDiscounts } from "../billing/discounts";
import { pendingItems, pendingLines } from "../billing/invoice-items";
import type { LineInput } from "../billing/invoice-lines";
import { buildInvoice, settleWithBalance } from "../billing/invoices";
import { commonPeriod, oneOffLines, renewingItems, renewingPhase } from "../billing/phase-items";
import { creditLines, planChange } from "../billing/plan-change";
import { nextItems } from "../billing/renewal-lines";
import { hasEnded } from "../billing/subscription-status";
import { type Endpoint, post, withoutTrace } from "../http/endpoint";
import { missingParam, noSuchReference, StripeError } from "../http/errors";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { Customer, Invoice, Subscription } from "../store/wire";
import { now, type World } from "../world";
import { referredCustomer } from "./customers";
import { itemLine, PREVIEW_ITEM } from "./invoice-item-line";
import { changeRequest } from "./subscription-change";
import * as s from "./subscription-params";

const PREVIEW = {
  automatic_tax: p.object({ enabled: p.bool, liability: p.ignored }),
  currency: p.text,
  customer: p.text,
  customer_account: p.refused,
  customer_details: p.refused,
  discounts: s.discounts,
  invoice_items: p.arrayOf(p.object(PREVIEW_ITEM)),
  issuer: p.ignored,
  on_behalf_of: p.refused,
  preview_mode: p.enumOf("next", "recurring"),
  schedule: p.refused,
  schedule_details: p.refused,
  subscription: p.text,
  subscription_details: p.object({
    billing_cycle_anchor: p.object({ type: p.enumOf("now", "timestamp", "unchanged"), timestamp: p.integer }),
    billing_mode: p.ignored,
    cancel_at: p.integer,
    cancel_at_period_end: p.bool,
    cancel_now: p.bool,
    default_tax_rates: p.arrayOf(p.text),
    items: p.arrayOf(p.object(s.CHANGED_ITEM)),
    proration_behavior: p.enumOf("create_prorations", "always_invoice", "none"),
    proration_date: p.integer,
    resume_at: p.refused,
    start_date: p.refused,
    trial_end: p.timeOr("now"),
  }),
  expand: p.expand,
};
/** One-off items that the preview adds, or lays over pending ones. */
function previewItems(
  world: World,
  account: Account,
  params: PreviewParams,
  context: { customer: string; currency: string; at: number },
): LineInput[] {
  return (params.invoice_items ?? []).map((item, index) =>
    itemLine(
      world,
      account,
      { ...item, pricing: item.price ? { price: item.price } : undefined },
      {
        ...context,
        name: `invoice_items[${index}]`,
      },
    ),
  );
}

type PreviewParams = p.Params<typeof PREVIEW>;

const NOTHING_UPCOMING = new StripeError({
  status: 404,
  type: "invalid_request_error",
  code: "invoice_upcoming_none",
  message: "No upcoming invoices for customer",
});

function asPreview(account: Account, customer: Customer, draft: Invoice): Invoice {
  const settled = settleWithBalance(draft.total, customer.balance, draft.currency);
  const id = newId("upcoming_in");
  return {
    ...draft,
    id,
    amount_due: settled.amountDue,
    amount_remaining: settled.amountDue,
    starting_balance: customer.balance,
    ending_balance: settled.endingBalance,
    lines: {
      ...draft.lines,
      data: draft.lines.data.map((line) => ({ ...line, invoice: id })),
      url: `/v1/invoices/upcoming/lines?customer=${customer.id}`,
    },
    account_name: account.settings.business_name,
  };
}

function chosenDiscounts(
  account: Account,
  params: PreviewParams,
  subscription: Subscription | null,
  at: number,
): Applied[] {
  if (params.discounts === undefined) return activeDiscounts(account, subscription?.discounts ?? [], at);
  return requestedDiscounts(account, s.discountRequests(params.discounts), {
    customer: params.customer ?? subscription?.customer ?? null,
    subscription: subscription?.id ?? null,
    at,
    amount: 0,
    currency: subscription?.currency ?? "usd",
  });
}

/** The subscription as it would be with the requested discounts: an update counts them in its prorations as well. */
function withDiscounts(account: Account, subscription: Subscription, params: PreviewParams, at: number): Subscription {
  if (params.discounts === undefined) return subscription;
  const chosen = chosenDiscounts(account, params, subscription, at);
  // Whatever a preview stores is undone with it.
  for (const { discount } of chosen) if (!account.discounts.find(discount.id)) account.discounts.insert(discount);
  return { ...subscription, discounts: chosen.map(({ discount }) => discount.id) };
}

function previewChange(world: World, account: Account, subscription: Subscription, params: PreviewParams): Invoice {
  if (hasEnded(subscription)) throw NOTHING_UPCOMING;
  const details = params.subscription_details;
  const at = now(world, account, subscription.customer);
  const customer = account.customers.get(subscription.customer);
  const pending = pendingLines(account, pendingItems(account, customer.id, subscription.id));
  const behavior = details?.proration_behavior ?? "create_prorations";
  const cancelsNow = details?.cancel_now ?? false;
  const request = details ? changeRequest(world, account, subscription, details, at) : null;
  const discounted = withDiscounts(account, subscription, params, at);
  const plan = request ? planChange(account, discounted, request, at) : null;
  const credits =
    cancelsNow && behavior !== "none" ? creditLines(account, subscription, details?.proration_date ?? at) : [];
  const billsNow =
    cancelsNow || plan?.startsNow === true || (behavior === "always_invoice" && (plan?.prorations.length ?? 0) > 0);
  const changed = {
    ...subscription,
    billing_cycle_anchor: plan?.billingCycleAnchor ?? subscription.billing_cycle_anchor,
  };
  const items = plan?.items ?? renewingItems(account, subscription);
  const willEnd = subscription.cancel_at !== null && details?.cancel_at_period_end !== false;
  const renewal = billsNow || willEnd ? [] : renewalOf(account, changed, items, plan !== null);
  const extra = previewItems(world, account, params, { customer: customer.id, currency: subscription.currency, at });
  const lines = [...pending, ...extra, ...credits, ...(plan?.prorations ?? []), ...(plan?.fullLines ?? []), ...renewal];
  if (lines.length === 0) throw NOTHING_UPCOMING;
  const renewsAt = Math.min(...items.map((item) => item.current_period_end));
  const created = billsNow ? at : renewsAt;
  const draft = buildInvoice(account, {
    customer: customer.id,
    subscription,
    currency: subscription.currency,
    billingReason: billsNow ? "subscription_update" : "upcoming",
    lines,
    periodStart: Math.min(...subscription.items.data.map((item) => item.current_period_start)),
    periodEnd: created,
    created,
    discounts: chosenDiscounts(account, params, subscription, created),
    taxRates: details?.default_tax_rates
      ? s.taxRatesOf(account, details.default_tax_rates, "default_tax_rates")
      : (subscription.default_tax_rates ?? []),
    autoAdvance: true,
    finalizesAt: created + 3600,
    linePrefix: "il_tmp",
    ...(typeof params.automatic_tax?.enabled === "boolean" ? { automaticTax: params.automatic_tax.enabled } : {}),
  });
  return asPreview(account, customer, draft);
}

/** A renewal's lines; unless something else is asked for, with what its schedule's next phase brings. */
function renewalOf(
  account: Account,
  subscription: Subscription,
  items: Subscription["items"]["data"],
  isChanged: boolean,
): LineInput[] {
  const lines = renewalLines(account, subscription, items);
  return isChanged ? lines : [...renewalOneOffs(account, subscription, items), ...lines];
}

function renewalOneOffs(
  account: Account,
  subscription: Subscription,
  items: Subscription["items"]["data"],
): LineInput[] {
  const phase = renewingPhase(account, subscription);
  if (!phase) return [];
  const next = nextItems(subscription, items, phase.start_date);
  return oneOffLines(account, phase, commonPeriod(next), subscription.id);
}

function renewalLines(account: Account, subscription: Subscription, items: Subscription["items"]["data"]): LineInput[] {
  const renewsAt = Math.min(...items.map((item) => item.current_period_end));
  return nextItems(subscription, items, renewsAt)
    .filter((item) => item.current_period_start === renewsAt)
    .flatMap((item) =>
      openingLines(
        account,
        { subscription: subscription.id, item, currency: subscription.currency },
        subscription.status === "trialing" ? subscription.billing_cycle_anchor : item.current_period_start,
      ),
    );
}

function previewNew(world: World, account: Account, params: PreviewParams): Invoice {
  const customer = referredCustomer(account, p.required(params.customer, "customer"));
  const at = now(world, account, customer.id);
  const wanted = params.subscription_details?.items;
  if (!wanted || wanted.length === 0) throw NOTHING_UPCOMING;
  const items = wanted.map((item, index) => ({
    price: p.required(s.priceOf(world, account, item, `subscription_details[items][${index}]`), "price"),
    quantity: item.quantity ?? null,
    metadata: {},
    taxRates: s.taxRatesOf(account, item.tax_rates, `subscription_details[items][${index}][tax_rates]`),
  }));
  const currency = s.currencyOf(
    items.map((item) => item.price),
    params.currency ?? customer.currency,
  );
  const forItem = (index: number) =>
    requestedDiscounts(account, s.discountRequests(wanted[index]?.discounts), {
      customer: customer.id,
      subscription: null,
      at,
      amount: 0,
      currency,
      name: `subscription_details[items][${index}][discounts]`,
    });
  const trialEnd = s.trialEndOf({ trial_end: params.subscription_details?.trial_end }, at);
  const { invoice } = draftSubscription(
    account,
    {
      customer: customer.id,
      items: items.map((item, index) => ({ ...item, discounts: forItem(index) })),
      extraLines: previewItems(world, account, params, { customer: customer.id, currency, at }),
      currency,
      trialEnd: typeof trialEnd === "number" ? trialEnd : null,
      missingPaymentMethod: "create_invoice",
      paymentBehavior: "allow_incomplete",
      defaultPaymentMethod: null,
      collectionMethod: "charge_automatically",
      daysUntilDue: null,
      cancelAtPeriodEnd: false,
      cancelAt: null,
      billingCycleAnchor: params.subscription_details?.billing_cycle_anchor?.timestamp ?? null,
      prorationBehavior: newBehavior(params),
      metadata: {},
      description: null,
      discounts: chosenDiscounts(account, params, null, at),
      taxRates: s.taxRatesOf(account, params.subscription_details?.default_tax_rates, "default_tax_rates"),
      saveDefaultPaymentMethod: "off",
      paymentMethodTypes: null,
      billingMode: "flexible",
      offSession: false,
      automaticTax: params.automatic_tax?.enabled ?? false,
    },
    at,
  );
  return asPreview(account, customer, invoice);
}

function newBehavior(params: PreviewParams): "create_prorations" | "none" {
  return params.subscription_details?.proration_behavior === "none" ? "none" : "create_prorations";
}

function preview(world: World, account: Account, params: PreviewParams): Invoice {
  if (!params.customer && !params.subscription) throw missingParam("customer");
  const only =
    params.subscription ?? (params.subscription_details?.items ? null : onlySubscription(account, params.customer));
  if (!only) return previewNew(world, account, params);
  const subscription = account.subscriptions.find(only);
  if (!subscription) throw noSuchReference("subscription", only, "subscription");
  return previewChange(world, account, subscription, params);
}

function onlySubscription(account: Account, customer: p.Maybe<string>): string | null {
  const live = account.subscriptions.of(customer ?? "").filter((row) => !hasEnded(row));
  return live[0]?.id ?? null;
}

export const previewEndpoints: Endpoint[] = [
  withoutTrace(
    post("/v1/invoices/create_preview", PREVIEW, ({ world, account, params }) => preview(world, account, params)),
  ),
];
