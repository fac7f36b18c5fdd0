import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import type { Subscription, SubscriptionSchedule } from "../store/wire";
import { now, type World } from "../world";
import { cancelNow } from "./cancel";
import { createSubscription } from "./create-subscription";
import { requestedDiscounts } from "./discounts";
import { createPendingItem } from "./invoice-items";
import { applyPhaseDiscounts } from "./phase-discounts";
import { commonPeriod, firstPeriodOf, oneOffLines, swapped } from "./phase-items";
import type { ItemChange } from "./plan-change";
import { nextItems } from "./renewal-lines";
import { itemsPatch } from "./subscription-items";
import { changeItems } from "./update-subscription";

type Phase = SubscriptionSchedule["phases"][number];

/** Moves a schedule to the phase that starts at the moment, or ends it. */
export function advanceSchedule(world: World, account: Account, id: string, at: number): void {
  const before = account.schedules.get(id);
  const next = before.phases.find((phase) => phase.start_date <= at && phase.end_date > at) ?? null;
  if (before.status === "not_started" && next) {
    startSchedule(world, account, before, next);
    return;
  }
  if (!next) {
    endSchedule(world, account, before, at);
    return;
  }
  const after = account.schedules.update(id, {
    current_phase: { start_date: next.start_date, end_date: next.end_date },
  });
  emitUpdate(world, account, "subscription_schedule.updated", before, after);
  if (before.subscription) enterPhase(world, account, account.subscriptions.get(before.subscription), next, at);
}

/** Puts a phase's prices on the subscription; at a period's end nothing is left to prorate. */
function enterPhase(world: World, account: Account, before: Subscription, phase: Phase, at: number): void {
  const isAtPeriodEnd = before.items.data.every((item) => item.current_period_end <= at);
  addOneOffs(world, account, before, phase, at);
  if (isAtPeriodEnd) {
    account.subscriptions.update(before.id, itemsPatch(before.id, swapped(account, before, phase)));
    applyPhaseDiscounts(world, account, before.id, phase, at);
  } else {
    applyPhaseDiscounts(world, account, before.id, phase, at);
    changeItems(
      world,
      account,
      account.subscriptions.get(before.id),
      {
        items: changesTo(account, before, phase),
        prorates: phase.proration_behavior !== "none",
        prorationDate: at,
        resetsAnchor: phase.billing_cycle_anchor === "phase_start",
        trialEnd: phase.trial_end !== null && phase.trial_end > at ? phase.trial_end : null,
      },
      { prorationBehavior: phase.proration_behavior, paymentBehavior: "allow_incomplete", offSession: true },
    );
  }
  const metadata = phase.metadata && Object.keys(phase.metadata).length > 0 ? phase.metadata : null;
  if (metadata) {
    account.subscriptions.update(before.id, {
      metadata: { ...account.subscriptions.get(before.id).metadata, ...metadata },
    });
  }
  emitUpdate(world, account, "customer.subscription.updated", before, account.subscriptions.get(before.id));
}

/** A phase's one-off items wait for the invoice that its begin makes: the renewal, or that of the change. */
function addOneOffs(world: World, account: Account, before: Subscription, phase: Phase, at: number): void {
  const items = nextItems(before, swapped(account, before, phase), at);
  for (const line of oneOffLines(account, phase, commonPeriod(items), before.id)) {
    createPendingItem(world, account, before.customer, phase.currency, line, at);
  }
}

function changesTo(account: Account, subscription: Subscription, phase: Phase): ItemChange[] {
  const known = subscription.items.data;
  const base = { isDeleted: false, metadata: null, taxRates: null };
  const changes: ItemChange[] = phase.items.map((wanted, index) => ({
    ...base,
    id: known[index]?.id ?? null,
    price: account.prices.get(wanted.price),
    quantity: wanted.quantity ?? 1,
  }));
  const dropped = known.slice(phase.items.length);
  return [
    ...changes,
    ...dropped.map((item) => ({ ...base, id: item.id, price: null, quantity: null, isDeleted: true })),
  ];
}

function startSchedule(world: World, account: Account, before: SubscriptionSchedule, phase: Phase): void {
  const phaseDiscounts = (asked: Phase["discounts"]) =>
    requestedDiscounts(
      account,
      asked.map((each) => ({ coupon: each.coupon, discount: each.discount, promotionCode: each.promotion_code })),
      {
        customer: before.customer,
        subscription: null,
        at: now(world, account, before.customer),
        amount: 0,
        currency: phase.currency,
      },
    );
  const subscription = createSubscription(world, account, {
    customer: before.customer,
    items: phase.items.map((item) => ({
      price: account.prices.get(item.price),
      quantity: item.quantity ?? 1,
      metadata: {},
      taxRates: [],
      discounts: phaseDiscounts(item.discounts),
    })),
    extraLines: oneOffLines(account, phase, firstPeriodOf(account, phase), null),
    currency: phase.currency,
    trialEnd: phase.trial_end,
    missingPaymentMethod: "create_invoice",
    paymentBehavior: "allow_incomplete",
    defaultPaymentMethod: phase.default_payment_method,
    collectionMethod: phase.collection_method ?? "charge_automatically",
    daysUntilDue: null,
    cancelAtPeriodEnd: false,
    cancelAt: null,
    billingCycleAnchor: null,
    prorationBehavior: "create_prorations",
    metadata: phase.metadata ?? {},
    description: phase.description,
    discounts: phaseDiscounts(phase.discounts),
    taxRates: [],
    saveDefaultPaymentMethod: "off",
    paymentMethodTypes: null,
    billingMode: "flexible",
    offSession: true,
  });
  account.subscriptions.update(subscription.id, { schedule: before.id });
  const after = account.schedules.update(before.id, {
    status: "active",
    subscription: subscription.id,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
  });
  emitUpdate(world, account, "subscription_schedule.updated", before, after);
}

/** Starts a schedule whose first phase has begun already. */
export function startIfDue(world: World, account: Account, schedule: SubscriptionSchedule): void {
  const [first] = schedule.phases;
  if (first && first.start_date <= now(world, account, schedule.customer))
    startSchedule(world, account, schedule, first);
}

function endSchedule(world: World, account: Account, before: SubscriptionSchedule, at: number): void {
  if (before.end_behavior === "release") {
    releaseSchedule(world, account, before);
    return;
  }
  const subscription = before.subscription ? account.subscriptions.find(before.subscription) : null;
  const after = account.schedules.update(before.id, { status: "completed", completed_at: at, current_phase: null });
  emit(world, account, "subscription_schedule.completed", after);
  if (subscription) cancelNow(world, account, subscription, { at });
}

/** Lets the subscription go on by itself. */
export function releaseSchedule(world: World, account: Account, before: SubscriptionSchedule): SubscriptionSchedule {
  const subscription = before.subscription ? account.subscriptions.find(before.subscription) : null;
  const after = account.schedules.update(before.id, {
    status: "released",
    released_at: now(world, account, before.customer),
    released_subscription: before.subscription,
    subscription: null,
    current_phase: null,
  });
  emit(world, account, "subscription_schedule.released", after);
  if (subscription) {
    const freed = account.subscriptions.update(subscription.id, { schedule: null });
    emitUpdate(world, account, "customer.subscription.updated", subscription, freed);
  }
  return after;
}
