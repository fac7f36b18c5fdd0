import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { POST as createPosterRoute } from "@/app/api/v1/tenants/[tenant_id]/posters/route";
import { creditAccounts, creditEntries } from "@/db/schema/credits";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { consumeCredits } from "./consume-credits";

withWorld();

async function books(tenantId: TenantId) {
  const db = database();
  const [account] = await db.select().from(creditAccounts).where(eq(creditAccounts.tenantId, tenantId));
  const [sum] = await db
    .select({
      deltas: sql<number>`sum(${creditEntries.delta})::int`,
      used: sql<number>`sum(${creditEntries.quantity})::int`,
    })
    .from(creditEntries)
    .where(eq(creditEntries.tenantId, tenantId));
  return { balance: account && account.balance + account.packBalance, usedThisMonth: account?.usedThisMonth, ...sum };
}

describe("G18: credits are a ledger, because a counter that is edited can't be explained to a customer", () => {
  it("G18: the balance equals the sum of the entries and is never negative, whatever is spent in whatever amounts", async () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(amounts, async (quantities) => {
        const { tenantId } = await aTenant();
        for (const quantity of quantities) await consumeCredits(database(), tenantId, quantity, newId());
        const { balance, deltas, used, usedThisMonth } = await books(tenantId);
        expect(balance).toBe(deltas);
        expect(balance).toBeGreaterThanOrEqual(0);
        expect(usedThisMonth).toBe(used);
      }),
      { numRuns: 25 },
    );
  });

  it("G18: the same source is entered once, also when it comes a hundred times at once", async () => {
    const { tenantId } = await aTenant();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => consumeCredits(database(), tenantId, 1, "the same source")),
    );
    expect(answers.filter((answer) => answer === "consumed")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "repeated")).toHaveLength(99);
    expect(await books(tenantId)).toMatchObject({ balance: 9, deltas: 9 });
  });

  it("G18: the database itself refuses a negative balance, whatever code runs", async () => {
    const { tenantId } = await aTenant();
    const overdraw = database()
      .update(creditAccounts)
      .set({ balance: -1 })
      .where(eq(creditAccounts.tenantId, tenantId));
    await expect(overdraw).rejects.toMatchObject({ cause: { constraint_name: "credit_accounts_never_negative" } });
  });
});

describe("G19: no overspending, because parallel requests are where free riders live", () => {
  it("G19: of 100 parallel consumptions of 10 credits exactly 10 succeed", async () => {
    const { tenantId } = await aTenant();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => consumeCredits(database(), tenantId, 1, newId())),
    );
    expect(answers.filter((answer) => answer === "consumed")).toHaveLength(10);
    expect(await books(tenantId)).toMatchObject({ balance: 0, deltas: 0, used: 10 });
  });

  it("G19: of 40 posters asked for at once over the API, 10 are made and the others answer 402 with the way to upgrade", async () => {
    const { tenantId, browser } = await aTenant();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        browser.call(createPosterRoute, {
          params: { tenant_id: tenantId },
          body: { prompt: "A quiet harbour", request_id: newId<string>() },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 402);
    expect(refused).toHaveLength(30);
    expect(await refused[0]?.json()).toMatchObject({
      code: "out_of_credits",
      upgrade_url: expect.stringMatching(/^\/upgrade/),
    });
  });

  it("G19: the same press sent ten times at once costs one credit and answers the same poster", async () => {
    const { tenantId, browser } = await aTenant();
    const body = { prompt: "A quiet harbour", request_id: newId<string>() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => browser.call(createPosterRoute, { params: { tenant_id: tenantId }, body })),
    );
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).poster.id));
    expect(new Set(ids).size).toBe(1);
    expect(await books(tenantId)).toMatchObject({ balance: 9 });
  });
});
