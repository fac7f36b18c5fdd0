import type { Database } from "@/db/client";
import { announceGeneralChange } from "@/db/queries/announce";
import { plans, prices } from "@/db/schema/catalogue";
import { newId } from "@/lib/ids";
import { CATALOGUE, CURRENCIES, INTERVALS, lookupKey } from "./catalogue";

/** Puts the code's catalogue into the tables where a tier and version is not there yet; never changes what is (G23). */
export async function seedCatalogue(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { price, seats, ...entry } of CATALOGUE) {
      const [plan] = await tx
        .insert(plans)
        .values({ id: newId(), ...entry, includedMembers: seats?.included ?? null })
        .onConflictDoNothing()
        .returning();
      if (!plan || !price) continue;
      const rows = INTERVALS.flatMap((interval) =>
        CURRENCIES.map((currency) => ({
          id: newId<typeof prices.$inferInsert.id>(),
          planId: plan.id,
          interval,
          currency,
          amountMinor: price[interval],
          extraMemberMinor: seats?.extra[interval] ?? null,
          lookupKey: lookupKey(entry.tier, entry.version, interval, currency),
        })),
      );
      await tx.insert(prices).values(rows);
    }
    await announceGeneralChange(tx, "catalogue");
  });
}
