import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as forgotRoute } from "@/app/api/v1/auth/forgot-password/route";
import { POST as resetRoute } from "@/app/api/v1/auth/reset-password/route";
import { POST as changeRoute } from "@/app/api/v1/me/password/route";
import { users, userTokens } from "@/db/schema/identity";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { aPerson, isSignedIn, mailsTo, signInAs, tokenMailedTo } from "./testing/people";
import { withDatabase } from "./testing/with-database";

withDatabase();

const NEW_PASSWORD = "seven green bottles";
const RESET = /choose a new password/i;

const ask = (email: string) => new TestBrowser().call(forgotRoute, { body: { email } });
const reset = (token: string, password = NEW_PASSWORD) =>
  new TestBrowser().call(resetRoute, { body: { token, password } });

async function askedForReset(email: string): Promise<string> {
  await ask(email);
  return tokenMailedTo(email, RESET);
}

describe("a forgotten password", () => {
  it("is answered the same whether or not the address has an account, and mails nobody but its owner", async () => {
    const { email } = await aPerson();
    const [known, unknown] = [await ask(email), await ask("nobody@example.com")];
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(await tokenMailedTo(email, RESET)).toMatch(/^[\w-]{43}$/);
    expect(await mailsTo("nobody@example.com")).toEqual([]);
  });

  it("is replaced by the link, once: the new password works, the old one does not, every session ends", async () => {
    const { browser, email, password } = await aPerson();
    const token = await askedForReset(email);
    expect((await reset(token)).status).toBe(204);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await signInAs(new TestBrowser(), email, password)).status).toBe(401);
    expect((await signInAs(new TestBrowser(), email, NEW_PASSWORD)).status).toBe(200);
    expect(await (await reset(token, "yet another one")).json()).toMatchObject({ code: "invalid_token" });
  });

  it("has one winner when a link is used twice at the same moment", async () => {
    const { email } = await aPerson();
    const token = await askedForReset(email);
    const answers = await Promise.all([reset(token, "first of the two"), reset(token, "second of the two")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400]);
  });

  it("makes older links worthless once one was used, because they lie in the same mailbox", async () => {
    const { email } = await aPerson();
    const older = await askedForReset(email);
    const newer = await askedForReset(email);
    expect(newer).not.toBe(older);
    expect((await reset(newer)).status).toBe(204);
    expect((await reset(older, "yet another one")).status).toBe(400);
  });

  it("keeps the link good when the new password is refused as weak, so that one can try again", async () => {
    const { browser, email } = await aPerson();
    const token = await askedForReset(email);
    expect(await (await reset(token, "password123")).json()).toMatchObject({ code: "weak_password" });
    expect(await isSignedIn(browser)).toBe(true);
    expect((await reset(token)).status).toBe(204);
  });

  it("refuses a link after its hour", async () => {
    const { email } = await aPerson();
    const token = await askedForReset(email);
    const [user] = await database().select().from(users).where(eq(users.email, email));
    const kept = await database()
      .select()
      .from(userTokens)
      .where(eq(userTokens.userId, user?.id ?? sql`null`));
    const [row] = kept.filter(({ purpose }) => purpose === "reset-password");
    expect(Number(row?.expiresAt) - Number(row?.createdAt)).toBe(3_600_000);
    await database()
      .update(userTokens)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(userTokens.tokenHash, row?.tokenHash ?? ""));
    expect((await reset(token)).status).toBe(400);
  });

  it("does not take a verification link for a reset link, since that one is also mailed to who never asked", async () => {
    const { email } = await aPerson();
    expect((await reset(await tokenMailedTo(email, /confirm/i))).status).toBe(400);
  });

  it("proves the address, since only its mailbox has the link", async () => {
    const { email } = await aPerson();
    await reset(await askedForReset(email));
    const [user] = await database().select().from(users).where(eq(users.email, email));
    expect(user?.emailVerifiedAt).toBeInstanceOf(Date);
  });

  it("mails five links an hour at most, in silence, so that knowing an address is no way to flood it", async () => {
    const { email } = await aPerson();
    for (let count = 0; count < 7; count++) expect((await ask(email)).status).toBe(202);
    expect((await mailsTo(email)).filter(({ subject }) => RESET.test(subject))).toHaveLength(5);
  });

  it("tells the owner by mail that it was changed", async () => {
    const { email } = await aPerson();
    await reset(await askedForReset(email));
    expect((await mailsTo(email))[0]?.subject).toBe("Your password was changed");
  });
});

describe("changing the password", () => {
  const change = (browser: TestBrowser, current: string, next = NEW_PASSWORD) =>
    browser.call(changeRoute, { body: { current_password: current, new_password: next } });

  it("keeps this browser signed in and ends all others, because one of them may be why it is changed", async () => {
    const { browser, email, password } = await aPerson();
    const other = new TestBrowser();
    await signInAs(other, email);
    expect((await change(browser, password)).status).toBe(204);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await isSignedIn(other)).toBe(false);
    expect((await signInAs(other, email, NEW_PASSWORD)).status).toBe(200);
  });

  it("needs the present password, five guesses at most, because a session alone may be a borrowed computer", async () => {
    const { browser, email, password } = await aPerson();
    for (let count = 0; count < 5; count++) {
      expect(await (await change(browser, "a wrong guess")).json()).toMatchObject({ code: "wrong_password" });
    }
    expect((await change(browser, password)).status).toBe(429);
    expect((await signInAs(new TestBrowser(), email, password)).status).toBe(200);
  });

  it("refuses a weak one and names the field", async () => {
    const { browser, password } = await aPerson();
    const response = await change(browser, password, "short");
    expect(await response.json()).toMatchObject({
      code: "weak_password",
      errors: [{ path: "new_password", message: "too_short" }],
    });
  });

  it("makes an open reset link worthless", async () => {
    const { browser, email, password } = await aPerson();
    const token = await askedForReset(email);
    await change(browser, password);
    expect((await reset(token, "yet another one")).status).toBe(400);
  });

  it("is for signed-in people alone", async () => {
    expect((await change(new TestBrowser(), "whatever")).status).toBe(401);
  });
});
