import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as resendRoute } from "@/app/api/v1/auth/resend-verification/route";
import { POST as signUpRoute } from "@/app/api/v1/auth/sign-up/route";
import { POST as verifyRoute } from "@/app/api/v1/auth/verify-email/route";
import { billingAccounts } from "@/db/schema/billing";
import { creditAccounts } from "@/db/schema/credits";
import { users, userTokens } from "@/db/schema/identity";
import { memberships, tenants } from "@/db/schema/tenants";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { aPerson, GOOD_PASSWORD, isSignedIn, mailsTo, tokenMailedTo } from "./testing/people";
import { withDatabase } from "./testing/with-database";

withDatabase();

const requireUser = async (email: string) => {
  const [user] = await database().select().from(users).where(eq(users.email, email));
  if (!user) throw new Error(`no user ${email}`);
  return user;
};

describe("signing up", () => {
  it("makes the person, a workspace of his own with billing and credits, and a session, so that he can start at once", async () => {
    const { browser, email } = await aPerson({ name: "Grace Brewster Hopper" });
    const user = await requireUser(email);
    const [row] = await database()
      .select()
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .innerJoin(billingAccounts, eq(billingAccounts.tenantId, tenants.id))
      .innerJoin(creditAccounts, eq(creditAccounts.tenantId, tenants.id))
      .where(eq(memberships.userId, user.id));
    expect(row?.tenants).toMatchObject({ name: "Grace's workspace", kind: "personal" });
    expect(row?.memberships.role).toBe("owner");
    expect(user.emailVerifiedAt).toBeNull();
    expect(await isSignedIn(browser)).toBe(true);
  });

  it("keeps an Argon2id hash and nothing else of the password, also not in the mail", async () => {
    const { email } = await aPerson();
    const user = await requireUser(email);
    expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const everything = JSON.stringify([user, await mailsTo(email)]);
    expect(everything).not.toContain(GOOD_PASSWORD);
  });

  it("queues one verification mail with its job; only the hash of its token is in the table of tokens", async () => {
    const { email } = await aPerson();
    const [mail, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    const jobs = await database().execute(
      sql`select 1 from graphile_worker.jobs where task_identifier = 'send-mail' and key = ${`send-mail:${mail?.id}`}`,
    );
    expect(jobs).toHaveLength(1);
    const token = await tokenMailedTo(email, /confirm/i);
    const user = await requireUser(email);
    const kept = await database().select().from(userTokens).where(eq(userTokens.userId, user.id));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it("refuses a taken address in any spelling of case with email_taken, and changes nothing of the account", async () => {
    const { email } = await aPerson();
    const before = await requireUser(email);
    const body = { name: "Mallory", email: email.toUpperCase(), password: "another password 1" };
    const response = await new TestBrowser().call(signUpRoute, { body });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "email_taken" });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await requireUser(email)).toEqual(before);
  });

  it("makes one account of two sign-ups at the same moment, because the unique key decides", async () => {
    const body = { name: "Twin", email: "twin@example.com", password: GOOD_PASSWORD };
    const answers = await Promise.all([1, 2, 3].map(() => new TestBrowser().call(signUpRoute, { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it("stops telling which addresses are taken after ten, because a list of customers is worth stealing", async () => {
    const { email } = await aPerson();
    const browser = new TestBrowser();
    const attempt = () => browser.call(signUpRoute, { body: { name: "Eve", email, password: GOOD_PASSWORD } });
    for (let count = 0; count < 10; count++) expect((await attempt()).status).toBe(409);
    const refused = await attempt();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it.each([
    ["no JSON", { rawBody: "{" }, 400, "malformed_json"],
    ["another type", { rawBody: "name=Ada", headers: { "content-type": "text/plain" } }, 415, "unsupported_media_type"],
    ["nothing", {}, 400, "invalid_request"],
    ["no address", { body: { name: "Ada", email: "ada", password: GOOD_PASSWORD } }, 400, "invalid_request"],
    ["a NUL", { body: { name: "A\u0000da", email: "a@example.com", password: GOOD_PASSWORD } }, 400, "invalid_request"],
    [
      "a link as name",
      { body: { name: "win https://evil.example", email: "a@example.com", password: GOOD_PASSWORD } },
      400,
      "invalid_request",
    ],
    [
      "a huge password",
      { body: { name: "Ada", email: "a@example.com", password: "x".repeat(5000) } },
      400,
      "invalid_request",
    ],
    [
      "a list as name",
      { body: { name: ["Ada"], email: "a@example.com", password: GOOD_PASSWORD } },
      400,
      "invalid_request",
    ],
    [
      "a weak password",
      { body: { name: "Ada", email: "a@example.com", password: "password123" } },
      400,
      "weak_password",
    ],
    ["too much", { rawBody: JSON.stringify({ name: "x".repeat(70_000) }) }, 413, "payload_too_large"],
  ])("answers a body with %s by a problem that says so, never by a failure", async (_what, call, status, code) => {
    const response = await new TestBrowser().call(signUpRoute, call);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, code });
  });

  it.each(["https://evil.example", null])(
    "refuses a form on another site (Origin: %s), which could tie a stranger to an account it knows",
    async (origin) => {
      const body = { name: "Ada", email: "csrf@example.com", password: GOOD_PASSWORD };
      const response = await new TestBrowser().call(signUpRoute, { body, headers: { origin } });
      expect(await response.json()).toMatchObject({ status: 403, code: "origin_refused" });
    },
  );
});

describe("verifying the address", () => {
  it("works once by the link of the mail", async () => {
    const { email } = await aPerson();
    const token = await tokenMailedTo(email, /confirm/i);
    const stranger = new TestBrowser();
    expect((await stranger.call(verifyRoute, { body: { token } })).status).toBe(204);
    expect((await requireUser(email)).emailVerifiedAt).toBeInstanceOf(Date);
    const again = await stranger.call(verifyRoute, { body: { token } });
    expect(await again.json()).toMatchObject({ status: 400, code: "invalid_token" });
  });

  it("refuses a link after its 24 hours, because mailboxes are read by others later", async () => {
    const { email } = await aPerson();
    const user = await requireUser(email);
    await database()
      .update(userTokens)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(userTokens.userId, user.id));
    const response = await new TestBrowser().call(verifyRoute, {
      body: { token: await tokenMailedTo(email, /confirm/i) },
    });
    expect(await response.json()).toMatchObject({ code: "invalid_token" });
    expect((await requireUser(email)).emailVerifiedAt).toBeNull();
  });

  it("gives the link its 24 hours", async () => {
    const user = await requireUser((await aPerson()).email);
    const [token] = await database().select().from(userTokens).where(eq(userTokens.userId, user.id));
    expect(Number(token?.expiresAt) - Number(token?.createdAt)).toBe(24 * 3_600_000);
  });

  it.each(["", "guess", "x".repeat(300)])("refuses the made-up token %j", async (token) => {
    const response = await new TestBrowser().call(verifyRoute, { body: { token } });
    expect(response.status).toBe(400);
  });

  it("mails another link on request, three times in a quarter of an hour, and leads back only to a page of this site", async () => {
    const { browser, email } = await aPerson();
    const resend = (returnTo: string) => browser.call(resendRoute, { body: { return_to: returnTo } });
    expect((await resend("/upgrade?plan=pro")).status).toBe(202);
    expect((await mailsTo(email))[0]?.text).toContain("callbackUrl=%2Fupgrade%3Fplan%3Dpro");
    expect((await resend("https://evil.example/")).status).toBe(202);
    expect((await mailsTo(email))[0]?.text).not.toContain("evil");
    expect((await resend("/studio")).status).toBe(202);
    expect((await resend("/studio")).status).toBe(429);
    expect(await mailsTo(email)).toHaveLength(4);
  });

  it("mails nothing to a verified address", async () => {
    const { browser, email } = await aPerson();
    await browser.call(verifyRoute, { body: { token: await tokenMailedTo(email, /confirm/i) } });
    expect((await browser.call(resendRoute, { body: {} })).status).toBe(202);
    expect(await mailsTo(email)).toHaveLength(1);
  });
});
