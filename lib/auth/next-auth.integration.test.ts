import { describe, expect, it } from "vitest";
import { sessions } from "@/db/schema/identity";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { handleNextAuth } from "./next-auth";
import { aPerson, isSignedIn, signInAs } from "./testing/people";
import { withDatabase } from "./testing/with-database";

withDatabase();

// Behind a proxy the server sees an inner address; what it answers must name the outer one.
const INNER = "http://10.0.0.7:8080";

async function callNextAuth(browser: TestBrowser, path: string, form?: Record<string, string>): Promise<Response> {
  const method = form ? "POST" : "GET";
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const rawBody = form && new URLSearchParams(form).toString();
  return browser.call(handleNextAuth, { method, path: `${INNER}/api/auth/${path}`, rawBody, headers });
}

async function signInByForm(browser: TestBrowser, form: Record<string, string>): Promise<Response> {
  const { csrfToken }: { csrfToken: string } = await (await callNextAuth(browser, "csrf")).json();
  return callNextAuth(browser, "callback/credentials", { csrfToken, ...form });
}

describe("next-auth's own endpoints", () => {
  it("sign in to the same sessions as our API, so that a provider added later is one more way into one house", async () => {
    const { email, password } = await aPerson();
    const browser = new TestBrowser();
    const response = await signInByForm(browser, { email, password, callbackUrl: "/account" });
    expect(response.headers.get("location")).toBe(`${env().APP_URL}/account`);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it("lead back to this site alone, by its outer address", async () => {
    const { email, password } = await aPerson();
    const form = { email, password, callbackUrl: "https://evil.example/" };
    const location = (await signInByForm(new TestBrowser(), form)).headers.get("location") ?? "";
    expect(new URL(location).origin).toBe(new URL(env().APP_URL).origin);
  });

  it("count failures with our API's, so that there is no second door to guess at", async () => {
    const { email, password } = await aPerson();
    const browser = new TestBrowser();
    for (let count = 0; count < 5; count++) await signInAs(browser, email, "wrong guess");
    const response = await signInByForm(browser, { email, password });
    expect(response.headers.get("location")).toContain("code=rate_limited");
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("tell name and address of the person and never the plan, which changes while the token lives", async () => {
    const { browser, email } = await aPerson();
    const session = await (await callNextAuth(browser, "session")).json();
    expect(session).toEqual({
      expires: expect.any(String),
      user: { id: expect.any(String), name: "Ada Lovelace", email },
    });
  });

  it("know nobody once the session's row is gone", async () => {
    const { browser } = await aPerson();
    await database().delete(sessions);
    expect(await (await callNextAuth(browser, "session")).json()).toBeNull();
  });

  it("delete the row on sign-out", async () => {
    const { browser } = await aPerson();
    const copy = browser.copy();
    const { csrfToken }: { csrfToken: string } = await (await callNextAuth(browser, "csrf")).json();
    await callNextAuth(browser, "signout", { csrfToken });
    expect(await isSignedIn(copy)).toBe(false);
  });

  it("refuse a form without their token, as a foreign page would send it", async () => {
    const { email, password } = await aPerson();
    const browser = new TestBrowser();
    const response = await callNextAuth(browser, "callback/credentials", { email, password });
    expect(response.headers.get("location")).toContain("MissingCSRF");
    expect(await isSignedIn(browser)).toBe(false);
  });
});
