import type { Account } from "../account";
import { cancelNow } from "../billing/cancel";
import { scheduleOf } from "../billing/schedule-change";
import { releaseSchedule, startIfDue } from "../billing/schedules";
import { emit, emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference, notImitated } from "../http/errors";
import { isInRange, page } from "../http/lists";
import * as p from "../http/params";
import type { SubscriptionSchedule } from "../store/wire";
import { now, type World } from "../world";
import { referredCustomer } from "./customers";
import { buildSchedule, PHASE, phasesOf } from "./schedule-phases";

const COMMON = {
  default_settings: p.refused,
  end_behavior: p.enumOf("cancel", "none", "release", "renew"),
  metadata: p.metadata,
  pause_schedules: p.refused,
  phases: p.arrayOf(p.object(PHASE)),
  expand: p.expand,
};
const CREATE = {
  ...COMMON,
  billing_mode: p.ignored,
  customer: p.text,
  customer_account: p.refused,
  from_subscription: p.text,
  start_date: p.timeOr("now"),
};
function requireSchedule(account: Account, id: string): SubscriptionSchedule {
  const schedule = account.schedules.find(id);
  if (!schedule) throw noSuch("subscription schedule", id, "schedule");
  return schedule;
}

function fromSubscription(world: World, account: Account, id: string): SubscriptionSchedule {
  const subscription = account.subscriptions.find(id);
  if (!subscription) throw noSuchReference("subscription", id, "from_subscription");
  if (subscription.schedule) {
    throw invalidRequest(
      `You cannot migrate a subscription that is already attached to a schedule: \`${subscription.schedule}\`.`,
    );
  }
  return scheduleOf(world, account, subscription);
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): SubscriptionSchedule {
  if (params.from_subscription) {
    if (params.phases) {
      throw invalidRequest(
        "You cannot set `phases` if `from_subscription` is set. To set phases, update the schedule after creating it.",
        { param: "phases" },
      );
    }
    return fromSubscription(world, account, params.from_subscription);
  }
  const customer = referredCustomer(account, p.required(params.customer, "customer"));
  const at = now(world, account, customer.id);
  const start = typeof params.start_date === "number" ? params.start_date : at;
  const schedule = account.schedules.insert(
    buildSchedule(account, {
      customer: customer.id,
      at,
      phases: phasesOf(world, account, p.required(params.phases, "phases"), { customer: customer.id, start, at }),
      endBehavior: params.end_behavior ?? "release",
      metadata: p.mergeMetadata({}, params.metadata),
      subscription: null,
    }),
  );
  emit(world, account, "subscription_schedule.created", schedule);
  startIfDue(world, account, schedule);
  return account.schedules.get(schedule.id);
}

const UPDATE = { ...COMMON, proration_behavior: p.enumOf("always_invoice", "create_prorations", "none") };

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): SubscriptionSchedule {
  const before = requireSchedule(account, id);
  requireLive(before, "update");
  const at = now(world, account, before.customer);
  const start = before.current_phase?.start_date ?? before.phases[0]?.start_date ?? at;
  const phases = params.phases
    ? phasesOf(world, account, params.phases, { customer: before.customer, start, at })
    : before.phases;
  const current = phases.find((phase) => phase.start_date <= at && phase.end_date > at);
  if (before.status === "active" && !current) {
    throw invalidRequest(
      "The subscription schedule update is missing at least one phase with a `start_date` to anchor end dates to.",
      {
        param: "phases[0][start_date]",
      },
    );
  }
  checkOneOffs(before, current ?? null);
  const after = account.schedules.update(id, {
    phases,
    current_phase:
      before.status === "active" && current
        ? { start_date: current.start_date, end_date: current.end_date }
        : before.current_phase,
    end_behavior: params.end_behavior ?? before.end_behavior,
    metadata: p.mergeMetadata(before.metadata, params.metadata),
  });
  emitUpdate(world, account, "subscription_schedule.updated", before, after);
  return after;
}

/** A phase that has begun has made its invoice: what it is to add may stay as it was, but nothing new is billed. */
function checkOneOffs(before: SubscriptionSchedule, current: SubscriptionSchedule["phases"][number] | null): void {
  if (before.status !== "active" || !current || current.add_invoice_items.length === 0) return;
  const known = before.phases.find((phase) => phase.start_date === current.start_date)?.add_invoice_items ?? [];
  if (JSON.stringify(known) === JSON.stringify(current.add_invoice_items)) return;
  throw notImitated("Changing add_invoice_items of a phase that has begun");
}

function requireLive(schedule: SubscriptionSchedule, verb: string): void {
  if (schedule.status === "active" || schedule.status === "not_started") return;
  throw invalidRequest(
    `You cannot ${verb} a subscription schedule that is currently in the \`${schedule.status}\` status. Subscription schedules can only be changed in the following statuses: not_started, active.`,
  );
}

function cancel(world: World, account: Account, id: string): SubscriptionSchedule {
  const before = requireSchedule(account, id);
  requireLive(before, "cancel");
  const at = now(world, account, before.customer);
  const subscription = before.subscription ? account.subscriptions.find(before.subscription) : null;
  if (subscription) cancelNow(world, account, subscription, { at });
  if (account.schedules.get(id).status === "canceled") return account.schedules.get(id);
  const after = account.schedules.update(id, { status: "canceled", canceled_at: at, current_phase: null });
  emit(world, account, "subscription_schedule.canceled", after);
  return after;
}

export const subscriptionScheduleEndpoints: Endpoint[] = [
  post("/v1/subscription_schedules", CREATE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/subscription_schedules",
    {
      ...p.LIST,
      canceled_at: p.range,
      completed_at: p.range,
      created: p.range,
      customer: p.text,
      customer_account: p.refused,
      released_at: p.range,
      scheduled: p.bool,
    },
    ({ account, params }) => {
      const rows = params.customer ? account.schedules.of(params.customer).reverse() : account.schedules.newestFirst();
      return page(
        rows.filter(
          (row) =>
            (!params.scheduled || row.status === "not_started") &&
            isInRange(row.canceled_at, params.canceled_at) &&
            isInRange(row.completed_at, params.completed_at) &&
            isInRange(row.released_at, params.released_at),
        ),
        params,
        "/v1/subscription_schedules",
        "subscription schedule",
      );
    },
  ),
  get("/v1/subscription_schedules/:id", p.NOTHING, ({ account, id }) => requireSchedule(account, id)),
  post("/v1/subscription_schedules/:id", UPDATE, ({ world, account, id, params }) =>
    update(world, account, id, params),
  ),
  post(
    "/v1/subscription_schedules/:id/release",
    { preserve_cancel_date: p.ignored, expand: p.expand },
    ({ world, account, id }) => {
      const schedule = requireSchedule(account, id);
      requireLive(schedule, "release");
      return releaseSchedule(world, account, schedule);
    },
  ),
  post(
    "/v1/subscription_schedules/:id/cancel",
    { invoice_now: p.ignored, prorate: p.ignored, expand: p.expand },
    ({ world, account, id }) => cancel(world, account, id),
  ),
];
