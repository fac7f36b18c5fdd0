import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { findBillingAccount } from "@/db/queries/billing";
import { inboxEvents } from "@/db/schema/sync";
import { database } from "@/lib/database";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { drainInbox } from "./drain-inbox";

withWorld();

it("keeps of a failed query what the database said and none of its parameters, because operators read the inbox", async () => {
  const db = database();
  const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
  const customer = (await findBillingAccount(db, tenantId))?.stripeCustomerId ?? "";
  const event = { id: "evt_kept", type: "customer.subscription.updated", stripeCustomerId: customer };
  await db.insert(inboxEvents).values({ ...event, payload: {}, state: "received" });
  await db.execute(sql`alter table subscriptions rename to subscriptions_away`);
  await expect(drainInbox(customer, { number: 1, of: 2 })).rejects.toThrow();
  await db.execute(sql`alter table subscriptions_away rename to subscriptions`);
  const [kept] = await db.select().from(inboxEvents).where(eq(inboxEvents.id, "evt_kept"));
  expect(kept).toMatchObject({ attempts: 1, lastError: 'relation "subscriptions" does not exist (42P01)' });
});
