import type { Account } from "../account";
import { requestedDiscounts } from "../billing/discounts";
import { cycleOf } from "../billing/prices";
import { addIntervals } from "../engine/calendar";
import { invalidRequest, missingParam } from "../http/errors";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { Subscription, SubscriptionSchedule } from "../store/wire";
import type { World } from "../world";
import { oneTimePriceData, recurringPriceData } from "./inline-prices";
import * as s from "./subscription-params";

/** `phases[]` of a schedule. */
export const PHASE = {
  add_invoice_items: p.arrayOf(
    p.object({
      discountable: p.bool,
      discounts: p.refused,
      metadata: p.metadata,
      period: p.refused,
      price: p.text,
      price_data: oneTimePriceData,
      quantity: p.integer,
      tax_rates: p.refused,
    }),
  ),
  automatic_tax: p.object({ enabled: p.refused }),
  billing_cycle_anchor: p.enumOf("automatic", "phase_start"),
  collection_method: p.enumOf("charge_automatically", "send_invoice"),
  currency: p.text,
  default_payment_method: p.text,
  default_tax_rates: p.refused,
  description: p.text,
  discounts: s.discounts,
  duration: p.object({ interval: p.enumOf("day", "week", "month", "year"), interval_count: p.integer }),
  end_date: p.timeOr("now"),
  invoice_settings: p.ignored,
  items: p.arrayOf(
    p.object({
      billing_thresholds: p.refused,
      discounts: s.discounts,
      metadata: p.metadata,
      plan: p.text,
      price: p.text,
      price_data: recurringPriceData,
      quantity: p.integer,
      tax_rates: p.refused,
    }),
  ),
  metadata: p.metadata,
  proration_behavior: p.enumOf("always_invoice", "create_prorations", "none"),
  start_date: p.timeOr("now"),
  trial: p.bool,
  trial_end: p.timeOr("now"),
};

type PhaseParams = p.Params<typeof PHASE>;
type Phase = SubscriptionSchedule["phases"][number];

function timeOf(value: p.Maybe<number | "now">): number | null {
  return typeof value === "number" ? value : null;
}

/** A phase with defaults. */
export function buildPhase(
  input: Pick<Phase, "start_date" | "end_date" | "items" | "currency"> & Partial<Phase>,
): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    invoice_settings: null,
    metadata: {},
    on_behalf_of: null,
    proration_behavior: "create_prorations",
    transfer_data: null,
    trial_end: null,
    ...input,
  };
}

/** An item of a phase. */
export function phaseItem(price: string, quantity: number, discounts: Phase["discounts"] = []): Phase["items"][number] {
  return { billing_thresholds: null, discounts, metadata: {}, plan: price, price, quantity, tax_rates: [] };
}

/** Lays the wanted phases end to end from the first one's start. */
export function phasesOf(
  world: World,
  account: Account,
  params: PhaseParams[],
  { customer, start, at }: { customer: string; start: number; at: number },
): Phase[] {
  let from = start;
  return params.map((phase, index) => {
    const name = `phases[${index}]`;
    const items = p.required(phase.items, `${name}[items]`).map((item, position) => {
      const where = `${name}[items][${position}]`;
      const price = p.required(s.priceOf(world, account, item, where, true), `${where}[price]`);
      s.checkRecurring(price, where);
      return { price, quantity: item.quantity ?? 1, discounts: item.discounts };
    });
    const [first] = items;
    if (!first) throw missingParam(`${name}[items]`);
    const startDate = typeof phase.start_date === "number" ? phase.start_date : from;
    const endDate = endOf(phase, startDate, at, cycleOf(first.price));
    from = endDate;
    const noted = (asked: PhaseParams["discounts"], where: string) => {
      const context = { customer, subscription: null, at, amount: 0, currency: first.price.currency, name: where };
      const requests = s.discountRequests(asked);
      requestedDiscounts(account, requests, context);
      return requests.map(({ coupon = null, discount = null, promotionCode = null }) => ({
        coupon,
        discount,
        promotion_code: promotionCode,
      }));
    };
    return buildPhase({
      start_date: startDate,
      end_date: endDate,
      add_invoice_items: oneOffsOf(world, account, phase, name),
      currency: phase.currency ?? first.price.currency,
      discounts: noted(phase.discounts, `${name}[discounts]`),
      items: items.map((item, position) =>
        phaseItem(item.price.id, item.quantity, noted(item.discounts, `${name}[items][${position}][discounts]`)),
      ),
      billing_cycle_anchor: phase.billing_cycle_anchor ?? null,
      collection_method: phase.collection_method ?? null,
      default_payment_method: phase.default_payment_method ?? null,
      description: phase.description ?? null,
      metadata: p.mergeMetadata({}, phase.metadata),
      proration_behavior: phase.proration_behavior ?? "create_prorations",
      trial_end: phase.trial ? endDate : timeOf(phase.trial_end),
    });
  });
}

function oneOffsOf(world: World, account: Account, phase: PhaseParams, name: string): Phase["add_invoice_items"] {
  return (phase.add_invoice_items ?? []).map((item, index) => {
    const where = `${name}[add_invoice_items][${index}]`;
    const price = p.required(s.priceOf(world, account, item, where), `${where}[price]`);
    if (price.recurring) {
      throw invalidRequest(
        "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
        { param: `${where}[price]` },
      );
    }
    return {
      discountable: item.discountable ?? true,
      discounts: [],
      metadata: p.mergeMetadata({}, item.metadata),
      period: { start: { type: "max_item_period_start" }, end: { type: "min_item_period_end" } },
      price: price.id,
      quantity: item.quantity ?? 1,
      tax_rates: [],
    };
  });
}

function endOf(phase: PhaseParams, start: number, at: number, cycle: ReturnType<typeof cycleOf>): number {
  if (phase.end_date === "now") return at;
  if (typeof phase.end_date === "number") return phase.end_date;
  if (phase.duration?.interval) return addIntervals(start, phase.duration.interval, phase.duration.interval_count ?? 1);
  return addIntervals(start, cycle.interval, cycle.count);
}

/** A schedule as Stripe answers it. */
export function buildSchedule(
  account: Account,
  input: {
    customer: string;
    at: number;
    phases: Phase[];
    endBehavior: SubscriptionSchedule["end_behavior"];
    metadata: Record<string, string>;
    subscription: Subscription | null;
  },
): SubscriptionSchedule {
  const current = input.subscription
    ? input.phases.find((phase) => phase.start_date <= input.at && phase.end_date > input.at)
    : null;
  return {
    id: newId("sub_sched"),
    object: "subscription_schedule",
    application: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    canceled_at: null,
    completed_at: null,
    created: input.at,
    current_phase: current ? { start_date: current.start_date, end_date: current.end_date } : null,
    customer: input.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: input.endBehavior,
    livemode: false,
    metadata: input.metadata,
    pause_schedules: [],
    phases: input.phases,
    released_at: null,
    released_subscription: null,
    status: input.subscription ? "active" : "not_started",
    subscription: input.subscription?.id ?? null,
    test_clock: account.customers.get(input.customer).test_clock ?? null,
  };
}
