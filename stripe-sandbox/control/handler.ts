import type { IncomingHttpHeaders } from "node:http";
import type { Account } from "../account";
import { advanceAll, advanceCustomer } from "../billing/advance";
import { retryScheduleOf } from "../events/retry-schedule";
import { readKey } from "../http/auth";
import { StripeError } from "../http/errors";
import { parseJson } from "../http/read-body";
import { randomText } from "../store/ids";
import type { Json } from "../store/wire";
import { transact } from "../transact";
import { accountFor, now, type World, wallSeconds } from "../world";

type ControlRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};
type ControlResponse = { status: number; body: object };
type Fields = Record<string, Json>;

/** Answers a control call: what Stripe has not, or keeps in its dashboard. */
export async function handleControl(world: World, request: ControlRequest): Promise<ControlResponse> {
  if (request.path === "/_sandbox/health") {
    return { status: 200, body: { status: "ok", accounts: world.accounts.size, public_url: world.publicUrl } };
  }
  try {
    const { suffix } = readKey(request.headers.authorization, request.query.get("key"));
    const fields = fieldsOf(request);
    const route = request.path.slice("/_sandbox/".length);
    return { status: 200, body: await run(world, accountFor(world, suffix), request.method, route, fields) };
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return { status: error.status, body: error.body("req_control", null) };
  }
}

function fieldsOf(request: ControlRequest): Fields {
  if (request.body === "") return Object.fromEntries(request.query);
  if (!(request.headers["content-type"] ?? "").includes("json"))
    return Object.fromEntries(new URLSearchParams(request.body));
  const parsed = parseJson(request.body);
  if (parsed === undefined) throw refuse("The body is not valid JSON.");
  return isFields(parsed) ? parsed : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(message: string, status = 400): StripeError {
  return new StripeError({ status, type: "invalid_request_error", message });
}

function run(world: World, account: Account, method: string, route: string, fields: Fields): object | Promise<object> {
  const resend = /^events\/([^/]+)\/resend$/.exec(route);
  if (method === "POST" && resend?.[1]) return resendEvent(world, account, resend[1]);
  const rotate = /^webhook_endpoints\/([^/]+)\/rotate$/.exec(route);
  if (method === "POST" && rotate?.[1]) {
    return rotateSecret(world, account, rotate[1], numberOf(fields.expires_in, 86_400));
  }
  switch (`${method} ${route}`) {
    case "POST reset":
      return reset(world, account);
    case "POST advance":
      return advance(world, account, fields);
    case "GET webhooks":
      return account.settings.webhooks;
    case "POST webhooks":
      return setWebhookFaults(world, account, fields);
    case "GET settings":
      return account.settings;
    case "POST settings":
      return setSettings(world, account, fields);
    case "GET events":
      return listEvents(account);
    case "GET requests":
      return { data: [...account.requests].reverse() };
    case "GET faults":
      return { data: account.faults };
    case "POST faults":
      return addFault(account, fields);
    case "DELETE faults":
      account.faults.length = 0;
      return { data: [] };
    default:
      throw refuse(`stripe-sandbox has no control call ${method} /_sandbox/${route}`, 404);
  }
}

function reset(world: World, account: Account): object {
  for (const [id, owner] of world.index) if (owner === account) world.index.delete(id);
  world.accounts.delete(account.suffix);
  world.journal?.appendReset(account.suffix, account.id);
  return { reset: true };
}

function advance(world: World, account: Account, fields: Fields): object {
  if (fields.customer === undefined) return advanceEveryone(world, account, fields);
  const customer = account.customers.find(String(fields.customer));
  if (!customer) throw refuse(`No such customer: '${String(fields.customer)}'`, 404);
  const from = now(world, account, customer.id);
  const to =
    fields.to !== undefined
      ? Number(fields.to)
      : from + Math.round(Number(fields.days ?? 0) * 86_400) + Number(fields.seconds ?? 0);
  if (!Number.isInteger(to) || to < from) throw refuse("`to` must be a time in seconds that is not in the past");
  const clock = advanceCustomer(world, account, customer.id, to);
  return { customer: customer.id, test_clock: clock.id, from, now: clock.frozen_time };
}

function advanceEveryone(world: World, account: Account, fields: Fields): object {
  const span =
    fields.to !== undefined
      ? Number(fields.to) - wallSeconds(world)
      : Number(fields.days ?? 0) * 86_400 + Number(fields.seconds ?? 0);
  if (!Number.isFinite(span) || span < 0) throw refuse("`to` must be a time in seconds that is not in the past");
  return advanceAll(world, account, Math.round(span));
}

function numberOf(value: Json, fallback: number): number {
  const parsed = Number(value ?? fallback);
  return Number.isFinite(parsed) ? parsed : fallback;
}

function flagOf(value: Json, fallback: boolean): boolean {
  return value === undefined ? fallback : value === true || value === "true";
}

function setWebhookFaults(world: World, account: Account, fields: Fields): object {
  const before = account.settings.webhooks;
  const types = fields.types;
  transact(world, account, null, () =>
    account.changeSettings({
      webhooks: {
        paused: flagOf(fields.paused, before.paused),
        drop_next: numberOf(fields.drop_next, before.drop_next),
        duplicate_next: numberOf(fields.duplicate_next, before.duplicate_next),
        delay_ms: numberOf(fields.delay_ms, before.delay_ms),
        reorder: flagOf(fields.reorder, before.reorder),
        types: Array.isArray(types) ? types.map(String) : before.types,
        retry_schedule: retryScheduleOf(fields.retry_schedule) ?? before.retry_schedule ?? "quick",
      },
    }),
  );
  world.deliveries?.start(account);
  return account.settings.webhooks;
}

function setSettings(world: World, account: Account, fields: Fields): object {
  const before = account.settings;
  const after = fields.after_last_retry;
  const invoice = fields.after_last_retry_invoice;
  transact(world, account, null, () =>
    account.changeSettings({
      business_name: typeof fields.business_name === "string" ? fields.business_name : before.business_name,
      retry_days: Array.isArray(fields.retry_days) ? fields.retry_days.map(Number) : before.retry_days,
      after_last_retry:
        after === "cancel" || after === "unpaid" || after === "past_due" || after === "pause"
          ? after
          : before.after_last_retry,
      after_last_retry_invoice:
        invoice === "leave_open" || invoice === "mark_uncollectible" ? invoice : before.after_last_retry_invoice,
      upcoming_days: numberOf(fields.upcoming_days, before.upcoming_days),
      holds_unacknowledged_drafts: flagOf(fields.holds_unacknowledged_drafts, before.holds_unacknowledged_drafts),
    }),
  );
  return account.settings;
}

/** Gives an endpoint a new secret; the old one signs beside it for so many seconds. */
function rotateSecret(world: World, account: Account, id: string, expiresIn: number): object {
  const before = account.endpointSecrets.find(id);
  if (!before) throw refuse(`No such webhook endpoint: '${id}'`, 404);
  const at = world.wallClock();
  const until = at + expiresIn * 1000;
  const secret = `whsec_${randomText(32)}`;
  transact(world, account, null, () =>
    account.endpointSecrets.update(id, {
      secrets: [secret],
      expiring: [
        ...(before.expiring ?? []).filter((old) => old.until > at),
        ...before.secrets.map((old) => ({ secret: old, until })),
      ],
    }),
  );
  return { id, secret, previous_secret_expires_at: Math.floor(until / 1000) };
}

function listEvents(account: Account): object {
  const data = account.events.newestFirst().map((event) => ({ ...event, deliveries: account.deliveries.of(event.id) }));
  return { data };
}

function resendEvent(world: World, account: Account, id: string): object {
  const event = account.events.find(id);
  if (!event) throw refuse(`No such event: '${id}'`, 404);
  return { event: id, deliveries: world.deliveries?.resend(account, event) ?? 0 };
}

function addFault(account: Account, fields: Fields): object {
  const status = numberOf(fields.status, 0);
  account.faults.push({
    path: String(fields.path ?? "/v1/"),
    method: typeof fields.method === "string" ? fields.method.toUpperCase() : null,
    status,
    latencyMs: numberOf(fields.latency_ms, 0),
    remaining: numberOf(fields.times, 1),
  });
  return { data: account.faults };
}
