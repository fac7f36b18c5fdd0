import type { Account } from "../account";
import { requireTaxLocation, taxSetting } from "../billing/automatic-tax";
import { cancelTime } from "../billing/cancel-time";
import { activeDiscounts, redeem, requestedDiscounts } from "../billing/discounts";
import { createPendingItem } from "../billing/invoice-items";
import { emitSubscriptionUpdate, hasEnded } from "../billing/subscription-status";
import { changeItems } from "../billing/update-subscription";
import { emit } from "../events/emit";
import { invalidParam, invalidRequest, noSuch } from "../http/errors";
import * as p from "../http/params";
import type { Subscription } from "../store/wire";
import { now, type World } from "../world";
import { changeRequest } from "./subscription-change";
import * as s from "./subscription-params";
import type { UPDATE } from "./subscription-specs";

/** Refuses a payment method that is not the customer's. */
export function ownMethod(account: Account, customer: string, method: p.Maybe<string>): string | null {
  if (!method) return null;
  if (account.paymentMethods.find(method)?.customer === customer) return method;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
    { code: "resource_missing", param: "default_payment_method" },
  );
}

/** The refusal of two contradicting ways to end. */
export function bothCancels() {
  return invalidParam("You may only specify one of these parameters: cancel_at, cancel_at_period_end.", {
    param: "cancel_at",
  });
}

type UpdateParams = p.Params<typeof UPDATE>;

function cancellationPatch(before: Subscription, params: UpdateParams, at: number): Partial<Subscription> {
  const wants = params.cancel_at_period_end;
  if (wants && params.cancel_at) throw bothCancels();
  if (wants === undefined && params.cancel_at === undefined) return {};
  const changesNothing = !wants && !params.cancel_at && before.cancel_at === null;
  if (changesNothing) return {};
  if (before.schedule) {
    throw invalidRequest(
      "The subscription is managed by the subscription schedule `" +
        before.schedule +
        "`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.",
    );
  }
  const ends = before.items.data.map((item) => item.current_period_end);
  if (wants === false || params.cancel_at === null) {
    return {
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: detailsOf(before, params, null),
    };
  }
  if (wants) {
    return {
      cancel_at: Math.min(...ends),
      cancel_at_period_end: true,
      canceled_at: before.canceled_at ?? at,
      cancellation_details: detailsOf(before, params, "cancellation_requested"),
    };
  }
  return {
    cancel_at: cancelTime(params.cancel_at ?? null, ends),
    cancel_at_period_end: false,
    canceled_at: before.canceled_at ?? at,
    cancellation_details: detailsOf(before, params, "cancellation_requested"),
  };
}

function pauseOf(pause: NonNullable<UpdateParams["pause_collection"]> | null): Subscription["pause_collection"] {
  return pause?.behavior ? { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null } : null;
}

function detailsOf(
  before: Subscription,
  params: { cancellation_details?: p.Params<typeof UPDATE>["cancellation_details"] },
  reason: "cancellation_requested" | null,
): Subscription["cancellation_details"] {
  const isUndone = reason === null;
  const given = params.cancellation_details;
  return {
    comment: given?.comment ?? (isUndone ? null : (before.cancellation_details?.comment ?? null)),
    feedback: given?.feedback ?? (isUndone ? null : (before.cancellation_details?.feedback ?? null)),
    feedback_option: null,
    reason,
  };
}

function plainPatch(account: Account, before: Subscription, params: UpdateParams, at: number): Partial<Subscription> {
  const pause = params.pause_collection;
  return {
    ...cancellationPatch(before, params, at),
    ...(params.cancellation_details && params.cancel_at_period_end === undefined && params.cancel_at === undefined
      ? { cancellation_details: detailsOf(before, params, before.canceled_at ? "cancellation_requested" : null) }
      : {}),
    ...(typeof params.automatic_tax?.enabled === "boolean"
      ? { automatic_tax: taxSetting(params.automatic_tax.enabled) }
      : {}),
    collection_method: params.collection_method ?? before.collection_method,
    days_until_due: p.changed(before.days_until_due, params.days_until_due),
    default_payment_method:
      params.default_payment_method === undefined
        ? before.default_payment_method
        : ownMethod(account, before.customer, params.default_payment_method),
    default_tax_rates:
      params.default_tax_rates === undefined
        ? before.default_tax_rates
        : s.taxRatesOf(account, params.default_tax_rates, "default_tax_rates"),
    description: p.changed(before.description, params.description),
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    pause_collection: pause === undefined ? before.pause_collection : pauseOf(pause),
    ...(params.payment_settings?.save_default_payment_method && before.payment_settings
      ? {
          payment_settings: {
            ...before.payment_settings,
            save_default_payment_method: params.payment_settings.save_default_payment_method,
          },
        }
      : {}),
    ...(params.trial_settings?.end_behavior && before.trial_settings
      ? { trial_settings: { end_behavior: endBehavior(before.trial_settings, params.trial_settings.end_behavior) } }
      : {}),
  };
}

type TrialSettings = NonNullable<Subscription["trial_settings"]>;
type EndBehavior = NonNullable<NonNullable<UpdateParams["trial_settings"]>["end_behavior"]>;

function endBehavior({ end_behavior: before }: TrialSettings, change: EndBehavior): TrialSettings["end_behavior"] {
  return {
    billing_cycle_anchor: p.changed(before.billing_cycle_anchor, change.billing_cycle_anchor),
    missing_payment_method: change.missing_payment_method ?? before.missing_payment_method,
  };
}

const ENDED = "You cannot update a subscription that is `canceled` or `incomplete_expired`.";

/** Changes a subscription as POST /v1/subscriptions/:id asks. */
export function updateSubscription(world: World, account: Account, id: string, params: UpdateParams): Subscription {
  const before = account.subscriptions.find(id);
  if (!before) throw noSuch("subscription", id);
  if (hasEnded(before)) {
    const { metadata, cancellation_details: _details, expand: _expand, ...others } = params;
    if (Object.values(others).some((value) => value !== undefined)) throw invalidRequest(ENDED);
    return account.subscriptions.update(id, { metadata: p.mergeMetadata(before.metadata, metadata) });
  }
  const at = now(world, account, before.customer);
  if (params.automatic_tax?.enabled) requireTaxLocation(account.customers.get(before.customer));
  account.subscriptions.update(id, plainPatch(account, before, params, at));
  if (params.discounts !== undefined) replaceDiscounts(world, account, before, params, at);
  const context = { customer: before.customer, currency: before.currency, at };
  for (const line of s.extraLines(world, account, params.add_invoice_items, context)) {
    createPendingItem(world, account, before.customer, before.currency, { ...line, subscription: id }, at);
  }
  const request = changeRequest(world, account, before, params, at);
  if (request) {
    changeItems(world, account, account.subscriptions.get(id), request, {
      prorationBehavior: params.proration_behavior ?? "create_prorations",
      paymentBehavior: params.payment_behavior ?? "allow_incomplete",
      offSession: params.off_session ?? false,
    });
  }
  const after = account.subscriptions.get(id);
  emitSubscriptionUpdate(world, account, before, after);
  return after;
}

function replaceDiscounts(
  world: World,
  account: Account,
  before: Subscription,
  params: UpdateParams,
  at: number,
): void {
  const requested = requestedDiscounts(account, s.discountRequests(params.discounts), {
    customer: before.customer,
    subscription: before.id,
    at,
    amount: 0,
    currency: before.currency,
  });
  redeem(world, account, requested);
  const kept = requested.map((applied) => applied.discount.id);
  for (const { discount } of activeDiscounts(account, before.discounts, at)) {
    if (!kept.includes(discount.id)) emit(world, account, "customer.discount.deleted", discount);
  }
  account.subscriptions.update(before.id, { discounts: kept });
}
