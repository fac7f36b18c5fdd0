import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE as deleteMeRoute, GET as meRoute } from "@/app/api/v1/me/route";
import { POST as checkoutRoute } from "@/app/api/v1/tenants/[tenant_id]/checkout/route";
import { DELETE as deleteRoute } from "@/app/api/v1/tenants/[tenant_id]/route";
import { findBillingAccount } from "@/db/queries/billing";
import { auditLog } from "@/db/schema/api";
import { trialRedemptions } from "@/db/schema/grants";
import { users } from "@/db/schema/identity";
import { mails } from "@/db/schema/mails";
import { inboxEvents } from "@/db/schema/sync";
import { memberships, tenants } from "@/db/schema/tenants";
import { aPerson } from "@/lib/auth/testing/people";
import { database } from "@/lib/database";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId, type TenantId, type UserId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { stripe } from "@/lib/stripe/client";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { giveFailingCard } from "@/lib/testing/cards";
import { failStripe } from "@/lib/testing/faults";
import { allJobsDone } from "@/lib/testing/jobs";
import { deliver, eventsOf } from "@/lib/testing/stripe-events";
import { advance } from "@/lib/testing/time";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { eraseTenant } from "./erase-tenant";
import { aMemberOf, callTenant, outcomeOf } from "./testing/people";
import { BillingRestarted } from "./until-billing-rests";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  worker = await startWorker({ schedule: "" });
});
afterAll(() => worker.stop());

// More than the SDK tries again by itself.
const OUTAGE = { status: 503, times: 50 };
const NAME = "Ada's workspace";

const remove = (browser: TestBrowser, tenantId: string, confirm = NAME) =>
  callTenant(browser, deleteRoute, tenantId, { method: "DELETE", body: { confirm } });

async function isThere(tenantId: TenantId): Promise<boolean> {
  return (await database().select().from(tenants).where(eq(tenants.id, tenantId))).length > 0;
}

async function aSubscriber(): Promise<TestTenant & { customer: string }> {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  const customer = (await findBillingAccount(database(), tenant.tenantId))?.stripeCustomerId;
  if (!customer) throw new Error("the tenant has no customer");
  return { ...tenant, customer };
}

/** What of a customer may still cost him something. */
async function chargeable(customer: string): Promise<string[]> {
  const [running, open, pages] = await Promise.all([
    stripe().subscriptions.list({ customer, status: "all" }),
    stripe().invoices.list({ customer, status: "open" }),
    stripe().checkout.sessions.list({ customer, status: "open" }),
  ]);
  return [...running.data.filter(({ ended_at }) => !ended_at), ...open.data, ...pages.data].map(({ id }) => id);
}

describe("G11: deleting stops billing first, because nobody can cancel what he has no account for", () => {
  it("G11: ends the subscription and deletes the customer with his cards, then all that we keep", async () => {
    const { tenantId, browser, customer } = await aSubscriber();
    expect(await outcomeOf(await remove(browser, tenantId, "Somebody else's"))).toBe("400 not_confirmed");
    expect(await isThere(tenantId)).toBe(true);
    expect((await remove(browser, tenantId)).status).toBe(204);
    expect(await isThere(tenantId)).toBe(false);
    expect(await chargeable(customer)).toEqual([]);
    expect(await stripe().customers.retrieve(customer)).toMatchObject({ deleted: true });
  });

  it("G11: voids what is owed, because debts of deleted workspaces must not be collected", async () => {
    const { tenantId, browser, customer } = await aSubscriber();
    await giveFailingCard(customer);
    await advance(customer, { days: 32 });
    expect((await chargeable(customer)).filter((id) => id.startsWith("in_"))).toHaveLength(1);
    expect((await remove(browser, tenantId)).status).toBe(204);
    expect(await chargeable(customer)).toEqual([]);
  });

  it("G11: closes an open payment page, because it would be paid for nothing", async () => {
    const { tenantId, browser } = await aTenant();
    await callTenant(browser, checkoutRoute, tenantId, { body: { plan: "pro", interval: "monthly" } });
    const customer = (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "";
    expect(await chargeable(customer)).toHaveLength(1);
    expect((await remove(browser, tenantId)).status).toBe(204);
    expect(await chargeable(customer)).toEqual([]);
  });

  it("G11: fails closed when Stripe can't be reached, and says so", async () => {
    const { tenantId, browser, customer } = await aSubscriber();
    const recover = await failStripe({ path: "/v1/", ...OUTAGE });
    const answer = await remove(browser, tenantId);
    await recover();
    expect(await answer.json()).toMatchObject({ code: "billing_unavailable", status: 503 });
    expect(await isThere(tenantId)).toBe(true);
    expect((await chargeable(customer)).filter((id) => id.startsWith("sub_"))).toHaveLength(1);
  });

  it.each([
    ["before the subscription was ended", { path: "/v1/subscriptions/", method: "DELETE" as const }],
    ["before the invoices were voided", { path: "/v1/invoices", method: "GET" as const }],
    ["before the customer was deleted", { path: "/v1/customers/", method: "DELETE" as const }],
  ])("G11: finishes when it is repeated after being broken off %s", async (_when, fault) => {
    const { tenantId, browser, customer } = await aSubscriber();
    const recover = await failStripe({ ...fault, ...OUTAGE });
    expect((await remove(browser, tenantId)).status).toBe(503);
    await recover();
    expect(await isThere(tenantId)).toBe(true);
    expect((await remove(browser, tenantId)).status).toBe(204);
    expect(await isThere(tenantId)).toBe(false);
    expect(await chargeable(customer)).toEqual([]);
  });

  it("G11: finishes when we were killed between Stripe and our own tables, whatever a webhook did in between", async () => {
    const { tenantId, browser, customer } = await aSubscriber();
    await stripe().customers.del(customer);
    for (const event of await eventsOf(customer)) await deliver(JSON.stringify(event));
    await allJobsDone();
    expect((await findBillingAccount(database(), tenantId))?.stripeCustomerId).toBeNull();
    expect((await remove(browser, tenantId)).status).toBe(204);
    expect(await isThere(tenantId)).toBe(false);
  });

  it("G11: deletes nothing while somebody buys with a new customer, because that is billing which was not stopped", async () => {
    const { tenantId } = await aSubscriber();
    const stopped = { tenantId, stripeCustomerId: "cus_of_before", subscriptionsEnded: 0 };
    const erasing = database().transaction(async (tx) => {
      const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
      if (tenant) await eraseTenant(tx, tenant, stopped);
    });
    await expect(erasing).rejects.toBeInstanceOf(BillingRestarted);
    expect(await isThere(tenantId)).toBe(true);
  });

  it("G11: parks webhooks and ends jobs that come too late, without an error", async () => {
    const { tenantId, browser, customer } = await aSubscriber();
    const late = await eventsOf(customer);
    expect((await remove(browser, tenantId)).status).toBe(204);
    await addJob(database(), "sync-tenant", { tenantId, cause: "repeat" }, { maxAttempts: 1 });
    await addJob(database(), "settle-tenant", { tenantId }, { maxAttempts: 1 });
    for (const event of late.slice(0, 3)) expect((await deliver(JSON.stringify(event))).status).toBe(200);
    await allJobsDone();
    const rows = await database().select().from(inboxEvents).where(eq(inboxEvents.stripeCustomerId, customer));
    expect(rows.filter(({ state }) => state === "parked" || state === "ignored")).toHaveLength(rows.length);
    expect(rows.every(({ lastError }) => lastError === null)).toBe(true);
  });
});

describe("deleting a workspace", () => {
  it("is for its owner alone", async () => {
    const { tenantId } = await aTenant();
    for (const role of ["admin", "billing", "member"] as const) {
      const { browser } = await aMemberOf(tenantId, role);
      expect(await outcomeOf(await remove(browser, tenantId))).toBe("403 forbidden");
    }
    const stranger = await aTenant();
    expect(await outcomeOf(await remove(stranger.browser, tenantId))).toBe("404 not_found");
  });

  it("leaves nobody without a workspace, and gives no new credits with it", async () => {
    const { tenantId, browser } = await aTenant();
    expect((await remove(browser, tenantId)).status).toBe(204);
    const me = await (await browser.call(meRoute, { method: "GET" })).json();
    expect(me.tenants).toMatchObject([{ name: NAME, kind: "team", role: "owner" }]);
    expect(me.tenant.id).not.toBe(tenantId);
  });

  it("keeps the log of what was done, and the trials that were given, because both outlive whom they speak of", async () => {
    const { tenantId, browser, owner } = await aTenant();
    const trial = { id: newId<typeof trialRedemptions.$inferSelect.id>(), tenantId, tier: "pro" as const };
    const { email } = owner.user;
    await database()
      .insert(trialRedemptions)
      .values({ ...trial, normalizedEmail: email, cardFingerprint: newId() });
    await remove(browser, tenantId);
    const log = await database().select().from(auditLog).where(eq(auditLog.tenantId, tenantId));
    expect(log).toMatchObject([{ action: "tenant.delete", actorUserId: owner.user.id, detail: { name: NAME } }]);
    expect(
      await database().select().from(trialRedemptions).where(eq(trialRedemptions.tenantId, tenantId)),
    ).toHaveLength(1);
  });
});

describe("deleting one's account", () => {
  const removeMe = (browser: TestBrowser, password: string) =>
    browser.call(deleteMeRoute, { method: "DELETE", body: { password } });

  async function personNamed(email: string) {
    const [user] = await database().select().from(users).where(eq(users.email, email));
    if (!user) throw new Error(`nobody has the address ${email}`);
    const [membership] = await database().select().from(memberships).where(eq(memberships.userId, user.id));
    return { userId: user.id, tenantId: membership?.tenantId ?? newId<TenantId>() };
  }

  const joins = (tenantId: TenantId, userId: UserId, role: "admin" | "member") =>
    database().insert(memberships).values({ tenantId, userId, role });

  it("G11: deletes the person with what is his alone, signs out everywhere, and says good-bye", async () => {
    const { browser, email, password } = await aPerson();
    const { tenantId, userId } = await personNamed(email);
    const other = await aTenant();
    await joins(other.tenantId, userId, "member");
    expect(await outcomeOf(await removeMe(browser, "a wrong guess"))).toBe("400 wrong_password");
    const elsewhere = browser.copy();
    expect((await removeMe(browser, password)).status).toBe(204);
    expect((await elsewhere.call(meRoute, { method: "GET" })).status).toBe(401);
    expect(await isThere(tenantId)).toBe(false);
    expect(await isThere(other.tenantId)).toBe(true);
    const left = await database().select().from(mails).where(eq(mails.recipient, email));
    expect(left.map(({ subject }) => subject)).toEqual(["Your account is deleted"]);
  });

  it("is refused while others depend on a workspace of his, and names it", async () => {
    const { browser, email, password } = await aPerson();
    const { tenantId } = await personNamed(email);
    const guest = await aMemberOf(tenantId, "admin");
    const refused = await (await removeMe(browser, password)).json();
    expect(refused).toMatchObject({ code: "owns_workspaces", errors: [{ path: tenantId }] });
    await database().delete(memberships).where(eq(memberships.userId, guest.userId));
    expect((await removeMe(browser, password)).status).toBe(204);
  });

  it("G11: deletes nothing at all when Stripe can't be reached for one of several workspaces", async () => {
    const { browser, email, password } = await aPerson();
    const { tenantId, userId } = await personNamed(email);
    const paid = await aSubscriber();
    await database().delete(memberships).where(eq(memberships.tenantId, paid.tenantId));
    await database().insert(memberships).values({ tenantId: paid.tenantId, userId, role: "owner" });
    const recover = await failStripe({ path: "/v1/", ...OUTAGE });
    expect(await outcomeOf(await removeMe(browser, password))).toBe("503 billing_unavailable");
    await recover();
    expect([await isThere(tenantId), await isThere(paid.tenantId)]).toEqual([true, true]);
    expect((await removeMe(browser, password)).status).toBe(204);
    expect([await isThere(tenantId), await isThere(paid.tenantId)]).toEqual([false, false]);
    expect(await chargeable(paid.customer)).toEqual([]);
  });
});
