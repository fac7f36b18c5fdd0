import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as signInRoute } from "@/app/api/v1/auth/sign-in/route";
import { POST as signOutRoute } from "@/app/api/v1/auth/sign-out/route";
import { DELETE as revokeRoute } from "@/app/api/v1/me/sessions/[session_id]/route";
import { DELETE as revokeOthersRoute, GET as sessionsRoute } from "@/app/api/v1/me/sessions/route";
import { sessions, users } from "@/db/schema/identity";
import { sessionListSchema } from "@/lib/contracts/account";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId } from "@/lib/ids";
import { aPerson, isSignedIn, signInAs } from "./testing/people";
import { withDatabase } from "./testing/with-database";

withDatabase();

async function sessionsSeenBy(browser: TestBrowser) {
  const response = await browser.call(sessionsRoute, { method: "GET" });
  return sessionListSchema.parse(await response.json()).data;
}

async function codeOf(response: Response): Promise<unknown> {
  const body: { code?: unknown } = await response.json();
  return body.code;
}

describe("signing in", () => {
  it("opens a session of this browser with the right password, in any case of the address", async () => {
    const { email } = await aPerson();
    const browser = new TestBrowser();
    const response = await signInAs(browser, email.toUpperCase());
    expect(response.status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it("sets a cookie that scripts can't read and other sites don't send, holding no plan and no person in clear", async () => {
    const { email } = await aPerson();
    const response = await signInAs(new TestBrowser(), email);
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^authjs\.session-token=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    expect(cookie.length).toBeLessThan(600);
  });

  it("answers a wrong password and an unknown address word for word alike, so that nobody learns who has an account", async () => {
    const { email } = await aPerson();
    const wrong = await signInAs(new TestBrowser(), email, "not the password");
    const unknown = await signInAs(new TestBrowser(), `${newId<string>()}@example.com`, "not the password");
    const strip = ({ request_id: _, ...rest }: Record<string, unknown>) => rest;
    expect(wrong.status).toBe(401);
    expect(strip(await wrong.json())).toEqual(strip(await unknown.json()));
  });

  it("refuses an account without a password, which only ever signs in through another service", async () => {
    const { email } = await aPerson();
    await database().update(users).set({ passwordHash: null }).where(eq(users.email, email));
    expect(await codeOf(await signInAs(new TestBrowser(), email))).toBe("wrong_credentials");
  });

  it("refuses the sixth guess at an account even when it is right, and says how long to wait", async () => {
    const { email } = await aPerson();
    const browser = new TestBrowser();
    for (let count = 0; count < 5; count++) expect((await signInAs(browser, email, "wrong guess")).status).toBe(401);
    const sixth = await signInAs(browser, email);
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("counts guesses that are sent at the same moment, because that is how limits are beaten", async () => {
    const { email } = await aPerson();
    const browser = new TestBrowser();
    const answers = await Promise.all(Array.from({ length: 12 }, () => signInAs(browser, email, "wrong guess")));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it("lets the owner in from his own address while a stranger guesses, so that guessing locks nobody out", async () => {
    const { email } = await aPerson();
    const stranger = new TestBrowser();
    for (let count = 0; count < 6; count++) await signInAs(stranger, email, "wrong guess");
    expect((await signInAs(new TestBrowser(), email)).status).toBe(200);
  });

  it("stops an address after thirty failures over all accounts, because one password is tried on many", async () => {
    const browser = new TestBrowser();
    const statuses: number[] = [];
    for (let count = 0; count < 31; count++) {
      statuses.push((await signInAs(browser, `${newId<string>()}@example.com`, "Summer2026!")).status);
    }
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(statuses[30]).toBe(429);
  });

  it("does not count what succeeds, so that an office behind one address signs in all day", async () => {
    const { email } = await aPerson();
    const browser = new TestBrowser();
    for (let count = 0; count < 35; count++) expect((await signInAs(browser, email)).status).toBe(200);
  });

  it("ends the session that the browser had before, so that the list holds no dead ones", async () => {
    const { browser, email } = await aPerson();
    const before = browser.copy();
    await signInAs(browser, email);
    expect(await isSignedIn(before)).toBe(false);
    expect(await sessionsSeenBy(browser)).toHaveLength(1);
  });

  it("refuses a form on another site, which could sign a visitor in as the attacker", async () => {
    const { email, password } = await aPerson();
    const headers = { origin: "https://evil.example" };
    const response = await new TestBrowser().call(signInRoute, { body: { email, password }, headers });
    expect(await codeOf(response)).toBe("origin_refused");
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe("sessions", () => {
  it("end at once when they are revoked, whatever the cookie says, because a stolen laptop must not wait for an expiry", async () => {
    const { browser: home, email } = await aPerson();
    const laptop = new TestBrowser();
    await signInAs(laptop, email);
    const stolen = (await sessionsSeenBy(home)).find(({ current }) => !current);
    const call = { method: "DELETE", params: { session_id: stolen?.id ?? "" } };
    expect((await home.call(revokeRoute, call)).status).toBe(204);
    expect(await isSignedIn(laptop)).toBe(false);
    expect(await isSignedIn(home)).toBe(true);
    expect((await home.call(revokeRoute, call)).status).toBe(404);
  });

  it("of all other browsers end together", async () => {
    const { browser: home, email } = await aPerson();
    const others = [new TestBrowser(), new TestBrowser()];
    for (const other of others) await signInAs(other, email);
    const response = await home.call(revokeOthersRoute, { method: "DELETE" });
    expect(await response.json()).toEqual({ revoked: 2 });
    for (const other of others) expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(home)).toBe(true);
  });

  it("of somebody else are not there for a stranger", async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const [session] = await sessionsSeenBy(ada.browser);
    for (const id of [session?.id ?? "", "not-an-id"]) {
      expect((await eve.browser.call(revokeRoute, { method: "DELETE", params: { session_id: id } })).status).toBe(404);
    }
    expect(await isSignedIn(ada.browser)).toBe(true);
    expect(await sessionsSeenBy(eve.browser)).toHaveLength(1);
  });

  it("end on sign-out for every copy of the cookie, and signing out again is no error", async () => {
    const { browser } = await aPerson();
    const copy = browser.copy();
    expect((await browser.call(signOutRoute)).status).toBe(204);
    expect(browser.cookieHeader()).toBe("");
    expect(await isSignedIn(copy)).toBe(false);
    expect((await browser.call(signOutRoute)).status).toBe(204);
  });

  it("are not signed out by a page of another site", async () => {
    const { browser } = await aPerson();
    const response = await browser.call(signOutRoute, { headers: { origin: "https://evil.example" } });
    expect(response.status).toBe(403);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it("end thirty days after their last use", async () => {
    const { browser } = await aPerson();
    const [session] = await sessionsSeenBy(browser);
    const expire = { expiresAt: sql`now() - interval '1 second'` };
    await database()
      .update(sessions)
      .set(expire)
      .where(eq(sessions.id, sql`${session?.id}`));
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("are renewed by use, but written at most every five minutes, so that reading a page is no write", async () => {
    const { browser } = await aPerson();
    const [listed] = await sessionsSeenBy(browser);
    const read = async () => {
      const [row] = await database()
        .select()
        .from(sessions)
        .where(eq(sessions.id, sql`${listed?.id}`));
      if (!row) throw new Error("the session is gone");
      return row;
    };
    const first = await read();
    await isSignedIn(browser);
    expect(await read()).toEqual(first);
    const old = { lastSeenAt: sql`now() - interval '6 minutes'`, expiresAt: sql`now() + interval '1 day'` };
    await database()
      .update(sessions)
      .set(old)
      .where(eq(sessions.id, sql`${listed?.id}`));
    await isSignedIn(browser);
    const renewed = await read();
    expect(Number(renewed.lastSeenAt)).toBeGreaterThanOrEqual(Number(first.lastSeenAt));
    expect(Number(renewed.expiresAt) - Number(renewed.lastSeenAt)).toBe(30 * 86_400_000);
  });

  it.each(["", "garbage", "eyJhbGciOiJkaXIifQ..a.b.c"])("are not opened by the made-up cookie %j", async (value) => {
    const headers = { cookie: `authjs.session-token=${value}` };
    expect((await new TestBrowser().call(sessionsRoute, { method: "GET", headers })).status).toBe(401);
  });
});
