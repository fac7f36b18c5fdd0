import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { GET as readyRoute } from "@/app/api/ready/route";
import { plans } from "@/db/schema/catalogue";
import { withDatabase } from "@/lib/auth/testing/with-database";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";

withDatabase();

async function ready() {
  const response = await new TestBrowser().call(readyRoute, { method: "GET", path: "/api/ready" });
  return { status: response.status, body: await response.json() };
}

const lacks = (check: string, detail: RegExp) => ({
  status: 503,
  body: { status: "not_ready", missing: [{ check, detail: expect.stringMatching(detail) }] },
});

it("is ready with the schema and the catalogue in place", async () => {
  expect(await ready()).toEqual({ status: 200, body: { status: "ok", database_time: expect.any(String) } });
});

it("names the tiers without a plan on sale, because whoever signs up or buys there would meet a failure", async () => {
  await database().update(plans).set({ active: false }).where(eq(plans.tier, "pro"));
  expect(await ready()).toEqual(lacks("plans", /: pro\. Run `npm run billing:push`/));
  await database().update(plans).set({ active: true });
  expect((await ready()).status).toBe(200);
});

it("names migrations that are not applied, because new code on an old schema breaks at its first visitor", async () => {
  const migrations = sql.raw("drizzle.__drizzle_migrations");
  await database().execute(sql`update ${migrations} set created_at = created_at - 1000000000000`);
  expect(await ready()).toEqual(lacks("migrations", /^Not applied: .*db:migrate/));
  await database().execute(sql`update ${migrations} set created_at = created_at + 1000000000000`);
  await database().execute(sql`alter table ${migrations} rename to away`);
  expect(await ready()).toEqual(lacks("migrations", /^Not applied: /));
  await database().execute(sql`alter table drizzle.away rename to __drizzle_migrations`);
  await database().execute(sql`alter table graphile_worker.migrations rename to away`);
  expect(await ready()).toEqual(lacks("migrations", /: the job queue's/));
  await database().execute(sql`alter table graphile_worker.away rename to migrations`);
  expect((await ready()).status).toBe(200);
});

it("is a 503 and no failure of ours while the database can't be asked, and tells no stranger where it is", async () => {
  await database().execute(sql`alter table plans rename to plans_away`);
  expect(await ready()).toEqual(lacks("database", /^The database can't be asked: see the log\.$/));
  await database().execute(sql`alter table plans_away rename to plans`);
});
