import { desc, eq } from "drizzle-orm";
import { POST as signInRoute } from "@/app/api/v1/auth/sign-in/route";
import { POST as signUpRoute } from "@/app/api/v1/auth/sign-up/route";
import { GET as sessionsRoute } from "@/app/api/v1/me/sessions/route";
import { mails } from "@/db/schema/mails";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId } from "@/lib/ids";

export const GOOD_PASSWORD = "a quiet river 42";

export interface TestPerson {
  browser: TestBrowser;
  email: string;
  password: string;
}

/** A person who has just signed up in a browser of his own. */
export async function aPerson(
  given: Partial<{ name: string; email: string; returnTo: string }> = {},
): Promise<TestPerson> {
  const browser = new TestBrowser();
  const { name = "Ada Lovelace", email = `${newId<string>()}@example.com`, returnTo } = given;
  const response = await browser.call(signUpRoute, {
    body: { name, email, password: GOOD_PASSWORD, return_to: returnTo },
  });
  if (response.status !== 201) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
  return { browser, email, password: GOOD_PASSWORD };
}

/** The answer to a sign-in in that browser. */
export function signInAs(browser: TestBrowser, email: string, password = GOOD_PASSWORD): Promise<Response> {
  return browser.call(signInRoute, { body: { email, password } });
}

/** Whether the browser's cookie still opens what belongs to its person. */
export async function isSignedIn(browser: TestBrowser): Promise<boolean> {
  const { status } = await browser.call(sessionsRoute, { method: "GET" });
  return status === 200;
}

/** What was mailed to an address, the newest first. */
export function mailsTo(email: string) {
  return database()
    .select()
    .from(mails)
    .where(eq(mails.recipient, email))
    .orderBy(desc(mails.createdAt), desc(mails.id));
}

/** The secret of the link in the newest mail of that subject. */
export async function tokenMailedTo(email: string, subject: RegExp): Promise<string> {
  const mail = (await mailsTo(email)).find((each) => subject.test(each.subject));
  const token = /token=([\w-]+)/.exec(mail?.text ?? "")?.[1];
  if (!token) throw new Error(`no link was mailed to ${email} about ${subject}`);
  return token;
}
