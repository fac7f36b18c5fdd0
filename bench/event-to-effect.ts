import { eq, sql } from "drizzle-orm";
import Stripe from "stripe";
import { announceTenantChange } from "@/db/queries/announce";
import { billingAccounts, subscriptions } from "@/db/schema/billing";
import { inboxEvents, outboxEvents } from "@/db/schema/sync";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { newId, type TenantId } from "@/lib/ids";
import { requireOffer } from "@/lib/plans/require-offer";
import { startDemoSubscription } from "@/lib/stripe/demo-subscription";
import { readSnapshot } from "@/lib/stripe/read-snapshot";
import { scheduleCancellation, withdrawCancellation } from "@/lib/stripe/subscriptions";
import { receiveEvent } from "@/lib/sync/receive-event";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { startWorker } from "@/lib/worker";
import { type Comparison, compare, inParallel, percentile } from "./measure";
import { openTenant } from "./world";

const TENANTS = 120;
// As many as the worker runs at once.
const AT_ONCE = 8;
const EVENTS_PER_SECOND = 50;
const SECONDS = 10;

interface Subscriber {
  tenantId: TenantId;
  customer: string;
  subscription: string;
}

async function openSubscriber(): Promise<Subscriber> {
  const { tenantId, userId, email } = await openTenant();
  const user = { id: userId, email, name: "Ada", locale: "en", emailVerifiedAt: wallNow(), isOperator: false };
  const { stripeCustomerId: customer } = await bindCustomer(database(), tenantId, user);
  const { price } = await requireOffer(database(), "pro", "monthly", "usd");
  await startDemoSubscription(customer, price.stripePriceId);
  await syncTenantBilling(tenantId, "repeat");
  const [row] = await database().select().from(subscriptions).where(eq(subscriptions.tenantId, tenantId));
  return { tenantId, customer, subscription: row?.stripeSubscriptionId ?? "" };
}

/** Something to tell of each: the cancellation that the last round took back, or the other way round. */
async function changeAll(subscribers: readonly Subscriber[], isCancelling: boolean): Promise<void> {
  await inParallel(subscribers, AT_ONCE, ({ subscription }) =>
    isCancelling ? scheduleCancellation(subscription, undefined) : withdrawCancellation(subscription),
  );
}

async function deliver({ customer, subscription }: Subscriber): Promise<string> {
  const id = `evt_${newId<string>()}`;
  const object = { id: subscription, object: "subscription", customer };
  const payload = JSON.stringify({ id, object: "event", type: "customer.subscription.updated", data: { object } });
  const secret = env().STRIPE_WEBHOOK_SECRET;
  await receiveEvent(database(), payload, Stripe.webhooks.generateTestHeaderString({ payload, secret }), [secret]);
  return id;
}

async function untilProcessed(): Promise<void> {
  for (;;) {
    const [row] = await database().execute<{ waiting: number }>(
      sql`select count(*)::int as waiting from inbox_events where state = 'received'`,
    );
    if (row?.waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** The same reads at the same Stripe, and one transaction that writes the same rows: no queue, no decision, no guard. */
async function writeBarely({ tenantId, customer, subscription }: Subscriber): Promise<void> {
  const snapshot = await readSnapshot(customer, []);
  const cancelAt = snapshot.subscriptions[0]?.cancelAt ?? null;
  await database().transaction(async (tx) => {
    const id = `evt_${newId<string>()}`;
    await tx.insert(inboxEvents).values({ id, type: "x", stripeCustomerId: customer, payload: {}, state: "ignored" });
    await tx.update(inboxEvents).set({ processedAt: wallNow() }).where(eq(inboxEvents.id, id));
    await tx.update(subscriptions).set({ cancelAt }).where(eq(subscriptions.stripeSubscriptionId, subscription));
    const readAt = sql`clock_timestamp()`;
    await tx.update(billingAccounts).set({ readAt }).where(eq(billingAccounts.tenantId, tenantId));
    const data = { from: "active", to: "active", stripe_subscription_id: subscription };
    await tx
      .insert(outboxEvents)
      .values({ id: newId(), tenantId, type: "SubscriptionStatusChanged", version: 1, data });
    await announceTenantChange(tx, tenantId, "webhook");
  });
}

/** Webhook events to their effect through inbox, queue, worker and sync, against the bare work; and how long each takes. */
export async function measureEvents(): Promise<{ comparison: Comparison; p50: number; p99: number }> {
  const subscribers: Subscriber[] = [];
  for (let i = 0; i < TENANTS; i++) subscribers.push(await openSubscriber());
  const worker = await startWorker({ schedule: "" });
  try {
    let isCancelling = false;
    const change = async () => {
      isCancelling = !isCancelling;
      await changeAll(subscribers, isCancelling);
    };
    const comparison = await compare({
      title: "webhook event to effect, one worker",
      unit: "events",
      atLeast: 0.6,
      ours: {
        name: "inbox, queue, sync",
        async run() {
          await change();
          const begun = performance.now();
          await inParallel(subscribers, AT_ONCE, deliver);
          await untilProcessed();
          return { done: TENANTS, seconds: (performance.now() - begun) / 1_000 };
        },
      },
      limit: {
        name: "the same fetches and one transaction",
        async run() {
          await change();
          return { done: TENANTS, seconds: await inParallel(subscribers, AT_ONCE, writeBarely) };
        },
      },
    });
    return { comparison, ...(await measureDelay(subscribers)) };
  } finally {
    await worker.stop();
  }
}

async function measureDelay(subscribers: readonly Subscriber[]): Promise<{ p50: number; p99: number }> {
  const ids: Promise<string>[] = [];
  for (let i = 0; i < EVENTS_PER_SECOND * SECONDS; i++) {
    const subscriber = subscribers[i % subscribers.length];
    if (subscriber) ids.push(deliver(subscriber));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / EVENTS_PER_SECOND));
  }
  const delivered = await Promise.all(ids);
  await untilProcessed();
  const rows = await database().execute<{ ms: number }>(sql`
    select extract(epoch from processed_at - received_at)::float8 * 1000 as ms from inbox_events
    where id = any(${sql.raw(`array['${delivered.join("','")}']`)})`);
  const delays = rows.map(({ ms }) => ms);
  return { p50: percentile(delays, 0.5), p99: percentile(delays, 0.99) };
}
