import { and, eq, ne, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as quoteRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/quote/route";
import { POST as upgradeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/upgrade/route";
import { findCurrentSubscription } from "@/db/queries/billing";
import { users } from "@/db/schema/identity";
import { memberships } from "@/db/schema/tenants";
import { database } from "@/lib/database";
import { newId, type TenantId, type UserId } from "@/lib/ids";
import { pushCatalogue } from "@/lib/plans/push-catalogue";
import { aTenant, subscribe } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { seatChangeFor } from "./seat-change";
import { syncSeats } from "./sync-seats";
import { ask } from "./testing/ask";
import { advanceTenant, changeInvoicesOf, latestInvoiceOf } from "./testing/at-stripe";

withWorld();

async function addPeople(tenantId: TenantId, count: number): Promise<void> {
  const people = Array.from({ length: count }, () => {
    const id = newId<UserId>();
    return { id, email: `${id}@example.com`, name: "Grace Hopper", passwordHash: "unused", locale: "en" };
  });
  await database().insert(users).values(people);
  await database()
    .insert(memberships)
    .values(people.map(({ id: userId }) => ({ tenantId, userId, role: "member" as const })));
}

async function removeOne(tenantId: TenantId): Promise<void> {
  const others = and(eq(memberships.tenantId, tenantId), ne(memberships.role, "owner"));
  const [one] = await database().select().from(memberships).where(others).limit(1);
  if (!one) throw new Error("nobody to remove");
  const its = and(eq(memberships.tenantId, tenantId), eq(memberships.userId, one.userId));
  await database().delete(memberships).where(its);
}

const seatsOf = async (tenantId: TenantId) => (await findCurrentSubscription(database(), tenantId))?.subscription;

/** Enterprise with so many people, one of them its owner. */
async function enterpriseOf(people: number) {
  const tenant = await aTenant({ subscribedTo: { tier: "enterprise" } });
  await addPeople(tenant.tenantId, people - 1);
  await syncSeats(tenant.tenantId);
  return tenant;
}

describe("G23: seats are priced by the catalogue", () => {
  it("G23: Stripe's graduated price is ours, so that pushing again changes nothing", async () => {
    const report = await pushCatalogue(database(), { dryRun: true });
    expect(report.filter(({ lookupKey }) => lookupKey.includes("enterprise")).map(({ action }) => action)).toEqual(
      Array(6).fill("keep"),
    );
  });
});

describe("G7: seats are there from the first day, because a plan is bought for everybody who works here", () => {
  it("G7: a purchase by somebody with members is followed by the seats of all", async () => {
    const tenant = await aTenant();
    await addPeople(tenant.tenantId, 4);
    await subscribe(tenant, { tier: "enterprise" });
    const [job] = await database().execute(
      sql`select 1 from graphile_worker.jobs where key = ${`sync-seats:${tenant.tenantId}`}`,
    );
    expect(job).toBeDefined();
    await syncSeats(tenant.tenantId);
    expect((await seatsOf(tenant.tenantId))?.quantity).toBe(5);
  });
});

describe("G7: seats are charged as quoted, because an invitation must not surprise anybody with a bill", () => {
  it("G7: up to twenty people follow without an invoice", async () => {
    const { tenantId } = await enterpriseOf(20);
    expect(await seatsOf(tenantId)).toMatchObject({ quantity: 20, amountMinor: 19_900 });
    expect(await changeInvoicesOf(tenantId)).toHaveLength(0);
    expect(await seatChangeFor(tenantId, 20)).toEqual({ raisesBill: false });
  });

  it("G7: the twenty-first raises the bill, is quoted, and charged for the rest of the month", async () => {
    const tenant = await enterpriseOf(20);
    expect(await seatChangeFor(tenant.tenantId, 21)).toMatchObject({
      raisesBill: true,
      quantity: 21,
      fromMinor: 19_900,
      toMinor: 20_900,
    });
    await advanceTenant(tenant.tenantId, { days: 15 });
    const quote = await ask(tenant, quoteRoute, { plan: "enterprise", quantity: 21 }, 201);
    expect(quote).toMatchObject({ timing: "now", next_charge_minor: 20_900 });
    expect(quote.amount_due_minor).toBeGreaterThan(400);
    expect(quote.amount_due_minor).toBeLessThan(600);
    await ask(tenant, upgradeRoute, { new_plan: "enterprise", quantity: 21, quote_id: quote.id });
    expect(await latestInvoiceOf(tenant.tenantId)).toMatchObject({ amount_paid: quote.amount_due_minor });
    expect(await seatsOf(tenant.tenantId)).toMatchObject({ quantity: 21, amountMinor: 20_900 });
  });

  it("G7: people who came another way are charged too, by the same rule", async () => {
    const { tenantId } = await enterpriseOf(23);
    expect(await seatsOf(tenantId)).toMatchObject({ quantity: 23, amountMinor: 22_900 });
    expect(await latestInvoiceOf(tenantId)).toMatchObject({ status: "paid", billing_reason: "subscription_update" });
  });

  it("refuses fewer seats than there are people, and seats where none are sold", async () => {
    const tenant = await enterpriseOf(22);
    await ask(tenant, quoteRoute, { plan: "enterprise", quantity: 21 }, 400);
    const pro = await aTenant({ subscribedTo: { tier: "pro" } });
    await ask(pro, quoteRoute, { plan: "starter", quantity: 3 }, 400);
  });
});

describe("G9: fewer people cost less from the next renewal on, without credit", () => {
  it("G9: lowers the renewal, and not at all when someone else comes before it", async () => {
    const { tenantId } = await enterpriseOf(22);
    await removeOne(tenantId);
    await syncSeats(tenantId);
    expect(await seatsOf(tenantId)).toMatchObject({ quantity: 22, scheduledQuantity: 21 });
    await addPeople(tenantId, 1);
    await syncSeats(tenantId);
    expect(await seatsOf(tenantId)).toMatchObject({ quantity: 22, scheduledQuantity: null });
    await removeOne(tenantId);
    await syncSeats(tenantId);
    await advanceTenant(tenantId, { days: 32 });
    expect(await seatsOf(tenantId)).toMatchObject({ quantity: 21, amountMinor: 20_900 });
    expect(await latestInvoiceOf(tenantId)).toMatchObject({ billing_reason: "subscription_cycle", total: 20_900 });
  });
});
