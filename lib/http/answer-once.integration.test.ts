import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as createKey } from "@/app/api/v1/tenants/[tenant_id]/api-keys/route";
import { apiKeys, idempotentRequests } from "@/db/schema/api";
import { sweepExpired } from "@/lib/auth/sweep-expired";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { aKey, aService } from "@/lib/testing/a-key";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { answerOnce } from "./answer-once";
import { json } from "./respond";
import { tenantRoute } from "./routes";
import type { TestBrowser } from "./testing/test-browser";

withWorld();

const body = z.object({ what: z.string() });

/** A route that counts its runs and does in each what the test says. */
function aRoute(act: (run: number) => Promise<Response> | Response) {
  const made = { runs: 0 };
  const route = tenantRoute(
    { allow: "studio:create", summary: "Try", answer: z.object({ run: z.number() }), status: 201, body },
    async () => {
      made.runs += 1;
      return act(made.runs);
    },
  );
  return Object.assign(made, { route });
}

const counting = () => aRoute((run) => json({ run }, 201, { location: `/runs/${run}` }));
/** Holds whoever waits for it until it is opened. */
function aGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const newKey = () => newId<string>();

async function post(
  made: ReturnType<typeof aRoute>,
  tenant: TestTenant,
  key: string,
  what = "x",
  browser?: TestBrowser,
) {
  const call = { params: { tenant_id: tenant.tenantId }, body: { what }, headers: { "idempotency-key": key } };
  return (browser ?? tenant.browser).call(made.route, call);
}

const rowOf = (key: string) => eq(idempotentRequests.key, key);

describe("what is kept of a request tells nothing of it, because a body may hold a password", () => {
  it("keeps no hash that a guess can be compared with", async () => {
    const { owner: actor } = await aTenant();
    const [key, text] = [newKey(), JSON.stringify({ current_password: "hunter2" })];
    const headers = { "idempotency-key": key };
    const request = new Request("https://app.example/api/v1/me/password", { method: "POST", headers, body: text });
    await answerOnce({ request, requestId: newKey(), actor }, async () => json({}));
    const [row] = await database().select().from(idempotentRequests).where(rowOf(key));
    const guess = createHash("sha256").update(`POST\n\n/api/v1/me/password\n${text}`).digest("hex");
    expect(row?.requestHash).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.requestHash).not.toBe(guess);
  });
});

describe("a POST with an Idempotency-Key happens once, because a lost answer must not cost a second charge", () => {
  it("gives the first answer again, with its status, and says so", async () => {
    const tenant = await aTenant();
    const made = counting();
    const key = newKey();
    const [first, again] = [await post(made, tenant, key), await post(made, tenant, key)];
    expect([first.status, again.status, made.runs]).toEqual([201, 201, 1]);
    expect(await again.json()).toEqual(await first.json());
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.get("location")).toBe("/runs/1");
  });

  it("gives a refusal again as well, because it was the answer", async () => {
    const tenant = await aTenant();
    const made = aRoute(() => Promise.reject(new AppError("out_of_credits", "None left.")));
    const key = newKey();
    const [first, again] = [await post(made, tenant, key), await post(made, tenant, key)];
    expect([first.status, again.status, made.runs]).toEqual([402, 402, 1]);
    expect(await again.text()).toBe(await first.text());
  });

  it.each(["change_busy", "checkout_busy", "deletion_busy"] as const)(
    "keeps no %s, because it says itself to come again in a moment",
    async (code) => {
      const tenant = await aTenant();
      const made = aRoute((run) => (run === 1 ? Promise.reject(new AppError(code, "Later.")) : json({ run }, 201)));
      const key = newKey();
      const first = await post(made, tenant, key);
      expect([first.status, Number(first.headers.get("retry-after"))]).toEqual([409, expect.any(Number)]);
      expect((await post(made, tenant, key)).status).toBe(201);
    },
  );

  it("refuses the key for another request, because somebody mixed two up", async () => {
    const tenant = await aTenant();
    const made = counting();
    const key = newKey();
    await post(made, tenant, key);
    expect(await (await post(made, tenant, key, "y")).json()).toMatchObject({
      code: "idempotency_mismatch",
      status: 422,
    });
    expect(made.runs).toBe(1);
  });

  it("asks to wait while the first runs, however many arrive at once", async () => {
    const tenant = await aTenant();
    const gate = aGate();
    const made = aRoute(async (run) => {
      await gate.opened;
      return json({ run }, 201);
    });
    const key = newKey();
    let refused = 0;
    const all = Array.from({ length: 8 }, async () => {
      const response = await post(made, tenant, key);
      if (response.status === 409) refused += 1;
      if (refused === 7) gate.open();
      return response;
    });
    const answers = await Promise.all(all);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.headers.get("retry-after")).toBe("1");
    expect(made.runs).toBe(1);
  });

  it.each([
    ["a failure of ours", () => Promise.reject(new AppError("billing_unavailable", "Try again."))],
    ["an unexpected error", () => Promise.reject(new Error("connection lost"))],
    [
      "what is to be tried later",
      () => Promise.reject(new AppError("checkout_busy", "Wait.", { retryAfterSeconds: 1 })),
    ],
  ])("runs again after %s, because that was no answer", async (_what, fail) => {
    const tenant = await aTenant();
    const made = aRoute((run) => (run === 1 ? fail() : json({ run }, 201)));
    const key = newKey();
    expect((await post(made, tenant, key)).ok).toBe(false);
    expect(await (await post(made, tenant, key)).json()).toEqual({ run: 2 });
  });

  it("is taken over when the first was killed, and the dead one's late answer changes nothing", async () => {
    const tenant = await aTenant();
    const gate = aGate();
    const made = aRoute(async (run) => {
      if (run === 1) await gate.opened;
      return json({ run }, 201);
    });
    const key = newKey();
    const first = post(made, tenant, key);
    await expect.poll(() => made.runs).toBe(1);
    await database()
      .update(idempotentRequests)
      .set({ createdAt: addMs(wallNow(), -61_000) })
      .where(rowOf(key));
    expect(await (await post(made, tenant, key)).json()).toEqual({ run: 2 });
    gate.open();
    await first;
    expect(await (await post(made, tenant, key)).json()).toEqual({ run: 2 });
  });

  it("keeps people and services apart, because nobody is given another's answer", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const service = aService((await aKey(tenant, ["studio:create"])).key);
    const made = counting();
    const key = newKey();
    await post(made, tenant, key);
    await post(made, tenant, key, "x", service);
    expect(made.runs).toBe(2);
  });

  it("forgets after a day, and the sweep deletes what is forgotten", async () => {
    const tenant = await aTenant();
    const made = counting();
    const key = newKey();
    await post(made, tenant, key);
    await database().update(idempotentRequests).set({ expiresAt: wallNow() }).where(rowOf(key));
    await post(made, tenant, key);
    expect(made.runs).toBe(2);
    await database().update(idempotentRequests).set({ expiresAt: wallNow() }).where(rowOf(key));
    await sweepExpired();
    expect(await database().select().from(idempotentRequests).where(rowOf(key))).toEqual([]);
  });

  it("shows an API key again to whoever lost the answer, without keeping it readable", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "pro" } });
    const key = newKey();
    const call = {
      params: { tenant_id: tenantId },
      body: { name: "a service", scopes: ["studio:read"] },
      headers: { "idempotency-key": key },
    };
    const first = await (await browser.call(createKey, call)).json();
    expect(await (await browser.call(createKey, call)).json()).toEqual(first);
    expect(await database().select().from(apiKeys).where(eq(apiKeys.tenantId, tenantId))).toHaveLength(1);
    const secret = sql`${idempotentRequests.body}::text like ${`%${first.key}%`}`;
    expect(
      await database()
        .select()
        .from(idempotentRequests)
        .where(and(rowOf(key), secret)),
    ).toEqual([]);
  });

  it("refuses keys that are too long or can't be seen, and needs none", async () => {
    const tenant = await aTenant();
    const made = counting();
    expect((await post(made, tenant, "x".repeat(256))).status).toBe(400);
    expect((await post(made, tenant, "")).status).toBe(400);
    expect(
      (await tenant.browser.call(made.route, { params: { tenant_id: tenant.tenantId }, body: { what: "x" } })).status,
    ).toBe(201);
  });
});
