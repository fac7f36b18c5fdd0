import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeReservation } from "@/db/queries/credits";
import { creditEntries, creditReservations } from "@/db/schema/credits";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { consumeCredits } from "./consume-credits";
import { readCredits } from "./read-credits";
import { releaseReservation } from "./release-reservation";
import { settleCredits } from "./settle-credits";
import { settleReservation } from "./settle-reservation";
import { givePack, requireBalancedBooks } from "./testing/books";
import { type Operation, operation } from "./testing/operations";

withWorld();

/** What the operations of one batch share; time and plan stand still within it. */
interface Moment {
  tenant: TestTenant;
  plan: number | null;
  at: Date;
}

async function openReservations(tenantId: TenantId) {
  const isOpen = and(eq(creditReservations.tenantId, tenantId), eq(creditReservations.state, "reserved"));
  return database().select().from(creditReservations).where(isOpen);
}

async function run({ tenant, plan, at }: Moment, step: Operation): Promise<void> {
  const { tenantId } = tenant;
  switch (step.do) {
    case "consume":
      await consumeCredits(database(), tenantId, step.quantity, newId());
      return;
    case "reserve": {
      const expiresAt = addMs(wallNow(), DAY_MS);
      await takeReservation(database(), tenantId, { id: newId(), quantity: step.quantity, source: newId(), expiresAt });
      return;
    }
    case "pack":
      return givePack(tenant, step.quantity);
    case "settle":
    case "release": {
      const open = await openReservations(tenantId);
      const row = open[step.which % Math.max(1, open.length)];
      if (!row) return;
      // Somebody else of the same batch may have ended it first.
      const end =
        step.do === "release"
          ? releaseReservation(tenantId, row.id)
          : settleReservation({ tenantId, reservationId: row.id, quantity: Math.floor(row.quantity * step.share) });
      await end.catch((error: unknown) => expect(error).toMatchObject({ code: "reservation_ended" }));
      return;
    }
    case "plan":
    case "wait":
      await readCredits(database(), tenantId, plan, at);
  }
}

async function waitingForLocks(): Promise<number> {
  const [row] = await database().execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  );
  return row?.count ?? 0;
}

describe("G18: G19: the ledger adds up whatever happens at once, because nobody waits for anybody", () => {
  it("G18: G20: batches of anything in parallel leave sums that are the balances, and grant no more than the best plan", async () => {
    const batches = fc.array(fc.array(operation, { minLength: 2, maxLength: 12 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(batches, async (steps) => {
        const moment: Moment = { tenant: await aTenant(), plan: 10, at: wallNow() };
        const { tenantId } = moment.tenant;
        for (const batch of steps) {
          for (const step of batch) {
            if (step.do === "plan") moment.plan = step.credits;
            if (step.do === "wait") moment.at = addMs(moment.at, step.days * DAY_MS);
          }
          await Promise.all(batch.map((step) => run(moment, step)));
          const { grantedThisMonth, balance } = await requireBalancedBooks(tenantId);
          expect(balance).toBeLessThanOrEqual(grantedThisMonth);
          expect(grantedThisMonth).toBeLessThanOrEqual(200);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it("G19: credits that are asked for while the month turns are paid from the new month, not refused or lost", async () => {
    const tenant = await aTenant();
    await givePack(tenant, 20);
    await consumeCredits(database(), tenant.tenantId, 8, newId());
    const { tenantId } = tenant;
    const turned = database().transaction(async (tx) => {
      await settleCredits(tx, tenantId, 200, addMs(wallNow(), 40 * DAY_MS));
      const waiting = consumeCredits(database(), tenantId, 11, newId());
      // Held until the other one waits for this lock, so that it began with the month before.
      await expect.poll(() => waitingForLocks()).toBeGreaterThan(0);
      return { waiting };
    });
    const { waiting } = await turned;
    expect(await waiting).toBe("consumed");
    expect(await requireBalancedBooks(tenantId)).toMatchObject({ balance: 189, packBalance: 20 });
  });

  it("G19: consuming and reserving together never spend a credit twice", async () => {
    const tenant = await aTenant();
    await givePack(tenant, 40);
    const { tenantId } = tenant;
    const expiresAt = addMs(wallNow(), DAY_MS);
    await Promise.all(
      Array.from({ length: 80 }, (_, i) =>
        i % 2
          ? consumeCredits(database(), tenantId, 1, newId())
          : takeReservation(database(), tenantId, { id: newId(), quantity: 1, source: newId(), expiresAt }),
      ),
    );
    const used = await database().select().from(creditEntries).where(eq(creditEntries.tenantId, tenantId));
    const spent = used.filter(({ kind }) => kind === "consume" || kind === "reserve");
    expect(spent).toHaveLength(50);
    expect(await requireBalancedBooks(tenantId)).toMatchObject({ balance: 0, packBalance: 0 });
  });
});
