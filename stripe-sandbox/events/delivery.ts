import type { Account } from "../account";
import type { Delivery } from "../store/hidden";
import { newId } from "../store/ids";
import type { StoredEvent } from "../store/wire";
import { transact } from "../transact";
import { type World, wallSeconds } from "../world";
import { noteAnswer } from "./acknowledge";
import { unrenderable } from "./api-version";
import { post } from "./post";
import { RETRY_SCHEDULES } from "./retry-schedule";
import { signatureHeader } from "./signature";
import { isSubscribed } from "./subscribed";

/** Sends the events of committed transactions to the webhook endpoints, with retries, faults and a log. */
export class DeliveryQueue {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private isClosed = false;

  constructor(
    private readonly world: World,
    private readonly quickMs: readonly number[] = RETRY_SCHEDULES.quick,
  ) {}

  /** Within a transaction: a delivery for each event and each endpoint that wants it. */
  plan(account: Account, events: StoredEvent[]): void {
    if (events.length === 0 || account.webhookEndpoints.size === 0) return;
    for (const event of events) {
      const wanting = [...account.webhookEndpoints.values()].filter((endpoint) => isSubscribed(endpoint, event.type));
      if (wanting.length === 0) continue;
      const refusals = new Map(wanting.map((endpoint) => [endpoint.id, unrenderable(endpoint)]));
      const pending = wanting.filter((endpoint) => refusals.get(endpoint.id) === null);
      account.events.update(event.id, { pending_webhooks: pending.length });
      for (const endpoint of wanting) {
        const refusal = refusals.get(endpoint.id) ?? null;
        if (refusal === null) this.planOne(account, event, endpoint.id);
        else this.insert(account, event.id, endpoint.id, null, "failed", refusal);
      }
    }
  }

  /** After the commit: sends what is due. */
  start(account: Account): void {
    const settings = account.settings.webhooks;
    if (this.isClosed || settings.paused) return;
    const due = this.waiting(account);
    if (settings.reorder) due.sort(() => Math.random() - 0.5);
    for (const delivery of due) this.schedule(account, delivery);
  }

  /** Sends an event again to every endpoint that wants it. */
  resend(account: Account, event: StoredEvent): number {
    const wanting = [...account.webhookEndpoints.values()].filter((endpoint) => isSubscribed(endpoint, event.type));
    transact(this.world, account, null, () => {
      for (const endpoint of wanting) {
        const refusal = unrenderable(endpoint);
        if (refusal === null) this.insert(account, event.id, endpoint.id, this.world.wallClock());
        else this.insert(account, event.id, endpoint.id, null, "failed", refusal);
      }
    });
    return wanting.length;
  }

  /**
   * Within a transaction: a test clock has moved, and with it the time of its customers' deliveries that wait to be tried
   * again. One that falls due within the jump is tried once, and its further attempts are counted from then.
   */
  pass(account: Account, customers: ReadonlySet<string>, spanMs: number): void {
    for (const delivery of this.waiting(account)) {
      const event = account.events.find(delivery.event);
      if (delivery.attempts.length === 0 || !event || !customers.has(customerOf(event) ?? "")) continue;
      account.deliveries.update(delivery.id, { next_attempt_at: (delivery.next_attempt_at ?? 0) - spanMs });
      clearTimeout(this.timers.get(delivery.id));
      this.timers.delete(delivery.id);
    }
  }

  /** Waits until nothing is being sent; retries that are due later do not count. */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** Stops sending; what was not delivered stays pending and is sent after the next start. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    await this.settle();
  }

  private readonly pendingByAccount = new Map<Account, Set<string>>();

  private waiting(account: Account): Delivery[] {
    const ids = this.pendingByAccount.get(account) ?? this.loadPending(account);
    const due: Delivery[] = [];
    for (const id of ids) {
      const delivery = account.deliveries.find(id);
      if (delivery?.status === "pending") due.push(delivery);
      else ids.delete(id);
    }
    return due;
  }

  private loadPending(account: Account): Set<string> {
    const ids = new Set<string>();
    for (const delivery of account.deliveries.values()) if (delivery.status === "pending") ids.add(delivery.id);
    this.pendingByAccount.set(account, ids);
    return ids;
  }

  private planOne(account: Account, event: StoredEvent, endpointId: string): void {
    const faults = account.settings.webhooks;
    const isTouched = faults.types.length === 0 || faults.types.includes(event.type);
    if (isTouched && faults.drop_next > 0) {
      account.changeSettings({ webhooks: { ...faults, drop_next: faults.drop_next - 1 } });
      this.insert(account, event.id, endpointId, null, "dropped");
      return;
    }
    const at = this.world.wallClock() + (isTouched ? faults.delay_ms : 0);
    this.insert(account, event.id, endpointId, at);
    if (!isTouched || faults.duplicate_next === 0) return;
    account.changeSettings({ webhooks: { ...faults, duplicate_next: faults.duplicate_next - 1 } });
    this.insert(account, event.id, endpointId, at);
  }

  private insert(
    account: Account,
    event: string,
    endpoint: string,
    at: number | null,
    status: Delivery["status"] = "pending",
    error: string | null = null,
  ): void {
    const attempts = error === null ? [] : [{ at: this.world.wallClock(), status: null, error, duration_ms: 0 }];
    const delivery: Delivery = { id: newId("whdel"), event, endpoint, status, next_attempt_at: at, attempts };
    account.deliveries.insert(delivery);
    if (status !== "pending") return;
    const ids = this.pendingByAccount.get(account) ?? this.loadPending(account);
    ids.add(delivery.id);
  }

  private schedule(account: Account, delivery: Delivery): void {
    if (this.timers.has(delivery.id)) return;
    const wait = Math.max(0, (delivery.next_attempt_at ?? 0) - this.world.wallClock());
    const timer = setTimeout(() => {
      const attempt = this.attempt(account, delivery.id).finally(() => this.running.delete(attempt));
      this.running.add(attempt);
    }, wait);
    this.timers.set(delivery.id, timer);
  }

  private async attempt(account: Account, id: string): Promise<void> {
    const delivery = account.deliveries.find(id);
    const event = delivery ? account.events.find(delivery.event) : null;
    const endpoint = delivery ? account.webhookEndpoints.find(delivery.endpoint) : null;
    if (!delivery || !event || delivery.status !== "pending" || account.settings.webhooks.paused) {
      this.timers.delete(id);
      return;
    }
    if (endpoint?.status !== "enabled") {
      this.timers.delete(id);
      this.record(account, delivery, { status: "failed", next_attempt_at: null });
      return;
    }
    const startedAt = this.world.wallClock();
    const payload = JSON.stringify({ ...event, api_version: endpoint.api_version ?? event.api_version }, null, 2);
    const secrets = signingSecrets(account, endpoint.id, startedAt);
    const result = await post(endpoint.url, payload, signatureHeader(payload, secrets, wallSeconds(this.world)));
    this.timers.delete(id);
    const attempts = [
      ...delivery.attempts,
      { at: startedAt, ...result, duration_ms: this.world.wallClock() - startedAt },
    ];
    const isDelivered = result.status !== null && result.status >= 200 && result.status < 300;
    const isPatient = account.settings.webhooks.retry_schedule === "stripe";
    const wait = (isPatient ? RETRY_SCHEDULES.stripe : this.quickMs)[delivery.attempts.length];
    if (isDelivered) this.record(account, delivery, { status: "delivered", next_attempt_at: null, attempts });
    else if (wait === undefined) this.record(account, delivery, { status: "failed", next_attempt_at: null, attempts });
    else this.record(account, delivery, { next_attempt_at: this.world.wallClock() + wait, attempts });
  }

  private record(account: Account, delivery: Delivery, patch: Partial<Delivery>): void {
    if (!account.deliveries.find(delivery.id)) return;
    transact(this.world, account, null, () => {
      account.deliveries.update(delivery.id, patch);
      const event = account.events.find(delivery.event);
      if (event?.type === "invoice.created")
        noteAnswer(account, event, delivery.endpoint, patch.status === "delivered");
      if (patch.status === "delivered" && event && event.pending_webhooks > 0) {
        account.events.update(event.id, { pending_webhooks: event.pending_webhooks - 1 });
      }
    });
  }
}

/** The customer that an event is about, or null. */
function customerOf({ data }: StoredEvent): string | null {
  const object: { id?: unknown; object?: unknown; customer?: unknown } = data.object;
  const customer = object.object === "customer" ? object.id : object.customer;
  return typeof customer === "string" ? customer : null;
}

/** The endpoint's secret, and those that were rotated away but still hold. */
function signingSecrets(account: Account, endpoint: string, at: number): string[] {
  const row = account.endpointSecrets.find(endpoint);
  const old = (row?.expiring ?? []).filter((entry) => entry.until > at).map((entry) => entry.secret);
  return [...(row?.secrets ?? []), ...old];
}
