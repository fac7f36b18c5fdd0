import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as releaseRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/release/route";
import { POST as reserveRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/reserve/route";
import { GET as creditsRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/route";
import { POST as settleRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/settle/route";
import { creditReservations } from "@/db/schema/credits";
import { addMonths, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { newId } from "@/lib/ids";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { readCredits } from "./read-credits";
import { sweepReservations } from "./sweep-reservations";
import { givePack, requireBalancedBooks } from "./testing/books";

withWorld();

const post =
  (route: typeof reserveRoute) =>
  ({ browser, tenantId }: TestTenant, body: object) =>
    browser.call(route, { params: { tenant_id: tenantId }, body });
const [reserve, settle, release] = [post(reserveRoute), post(settleRoute), post(releaseRoute)];

const creditsOf = async ({ browser, tenantId }: TestTenant) =>
  (await browser.call(creditsRoute, { method: "GET", params: { tenant_id: tenantId } })).json();

async function reserved(tenant: TestTenant, quantity: number): Promise<{ reservation_id: string }> {
  const answer = await reserve(tenant, { quantity, source: newId<string>() });
  expect(answer.status).toBe(200);
  return answer.json();
}

const lapse = (id: string) =>
  database()
    .update(creditReservations)
    .set({ expiresAt: new Date(0) })
    .where(eq(creditReservations.id, id as never));

describe("G19: what is set aside is nobody else's, because the work that it pays for has begun", () => {
  it("G19: settling pays for what was needed and gives the rest back", async () => {
    const tenant = await aTenant();
    const { reservation_id } = await reserved(tenant, 6);
    expect(await creditsOf(tenant)).toMatchObject({ balance: 4, reserved: 6, used_this_month: 0 });
    const settled = await settle(tenant, { reservation_id, quantity: 2 });
    expect(await settled.json()).toMatchObject({
      state: "settled",
      settled_quantity: 2,
      credits: { balance: 8, reserved: 0, used_this_month: 2 },
    });
    await requireBalancedBooks(tenant.tenantId);
  });

  it("G19: releasing gives everything back, packs to the packs", async () => {
    const tenant = await aTenant();
    await givePack(tenant, 5);
    const { reservation_id } = await reserved(tenant, 12);
    expect(await creditsOf(tenant)).toMatchObject({ monthly_balance: 0, pack_balance: 3 });
    await release(tenant, { reservation_id });
    expect(await creditsOf(tenant)).toMatchObject({ monthly_balance: 10, pack_balance: 5, used_this_month: 0 });
    await requireBalancedBooks(tenant.tenantId);
  });

  it("G19: of 40 reservations of 3 at once exactly as many succeed as there are credits for", async () => {
    const tenant = await aTenant();
    await givePack(tenant, 10);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => reserve(tenant, { quantity: 3, source: newId<string>() })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(34);
    expect(await creditsOf(tenant)).toMatchObject({ balance: 2, reserved: 18 });
    await requireBalancedBooks(tenant.tenantId);
  });

  it("G18: the same source reserves once, and the same end is entered once, however often it is asked for", async () => {
    const tenant = await aTenant();
    const ask = () => reserve(tenant, { quantity: 10, source: "job 7" });
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).reservation_id));
    expect(new Set(ids).size).toBe(1);
    const [reservation_id] = ids;
    const ends = await Promise.all(Array.from({ length: 10 }, () => settle(tenant, { reservation_id, quantity: 4 })));
    expect(ends.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await creditsOf(tenant)).toMatchObject({ balance: 6, used_this_month: 4 });
    const other = await reserve(tenant, { quantity: 3, source: "job 7" });
    expect(await other.json()).toMatchObject({ code: "source_reused" });
  });
});

describe("G19: unfinished work gives its credits back, because a crash must not cost anything", () => {
  it("G19: what has lapsed comes back at the next look, and can't be settled any more", async () => {
    const tenant = await aTenant();
    const { reservation_id } = await reserved(tenant, 9);
    await lapse(reservation_id);
    expect(await (await settle(tenant, { reservation_id, quantity: 9 })).json()).toMatchObject({
      code: "reservation_ended",
    });
    expect(await creditsOf(tenant)).toMatchObject({ balance: 10, reserved: 0 });
    await requireBalancedBooks(tenant.tenantId);
  });

  it("G19: the sweep gives back what nobody looks at, once, also when two workers sweep at once", async () => {
    const tenants = await Promise.all([aTenant(), aTenant()]);
    for (const tenant of tenants) await lapse((await reserved(tenant, 10)).reservation_id);
    await Promise.all([sweepReservations(), sweepReservations()]);
    for (const tenant of tenants) {
      expect(await requireBalancedBooks(tenant.tenantId)).toMatchObject({ balance: 10 });
      const rows = await database()
        .select()
        .from(creditReservations)
        .where(eq(creditReservations.tenantId, tenant.tenantId));
      expect(rows).toMatchObject([{ state: "expired" }]);
    }
  });

  it("G20: released after the month's turn, the old month's credits are gone and the packs' come back", async () => {
    const tenant = await aTenant();
    await givePack(tenant, 5);
    const { reservation_id } = await reserved(tenant, 14);
    await readCredits(database(), tenant.tenantId, 10, addMonths(wallNow(), 1));
    await release(tenant, { reservation_id });
    expect(await requireBalancedBooks(tenant.tenantId)).toMatchObject({ balance: 10, packBalance: 5 });
  });
});

describe("G21: a reservation is useful to its own workspace alone", () => {
  it("G21: another workspace can neither settle nor release it", async () => {
    const { reservation_id } = await reserved(await aTenant(), 2);
    const stranger = await aTenant();
    for (const answer of [
      await settle(stranger, { reservation_id, quantity: 1 }),
      await release(stranger, { reservation_id }),
    ])
      expect({ status: answer.status, code: (await answer.json()).code }).toEqual({
        status: 404,
        code: "reservation_not_found",
      });
  });
});
