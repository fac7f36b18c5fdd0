import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { sessions, userTokens } from "@/db/schema/identity";
import { database } from "@/lib/database";
import { sweepExpired } from "./sweep-expired";
import { aPerson, isSignedIn } from "./testing/people";
import { withDatabase } from "./testing/with-database";

withDatabase();

it("removes what expired and nothing that still works, because these tables grow with every sign-in", async () => {
  await aPerson();
  await database().update(sessions).set({ expiresAt: sql`now() - interval '1 minute'` });
  await database().update(userTokens).set({ expiresAt: sql`now() - interval '8 days'` });
  const { browser } = await aPerson();
  await sweepExpired();
  await sweepExpired();
  expect(await database().select().from(sessions)).toHaveLength(1);
  expect(await database().select().from(userTokens)).toHaveLength(1);
  expect(await isSignedIn(browser)).toBe(true);
});
