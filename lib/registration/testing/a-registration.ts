import { POST as completeRoute } from "@/app/api/v1/registration/complete/route";
import { POST as setupRoute } from "@/app/api/v1/registration/payment-setup/route";
import { GET as stateRoute } from "@/app/api/v1/registration/state/[state_id]/route";
import { GOOD_PASSWORD } from "@/lib/auth/testing/people";
import { REGISTRATION_SECRET_HEADER } from "@/lib/contracts/registration";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId } from "@/lib/ids";

export interface TestRegistration {
  browser: TestBrowser;
  email: string;
  stateId: string;
  secret: string;
  setupIntentId: string;
}

/** An address nobody has used before. */
export const freshEmail = () => `${newId<string>()}@example.com`;

/** Asks for a registration. */
export function beginRegistration(browser: TestBrowser, body: object): Promise<Response> {
  return browser.call(setupRoute, { body: { plan: "pro", mode: "paid", ...body } });
}

/** A registration whose card is not entered yet. */
export async function aRegistration(given: object = {}): Promise<TestRegistration> {
  const [browser, email] = [new TestBrowser(), freshEmail()];
  const answer = await beginRegistration(browser, { email, ...given });
  const body = await answer.json();
  if (answer.status !== 201) throw new Error(`payment-setup answered ${answer.status}: ${JSON.stringify(body)}`);
  return { browser, email, stateId: body.state_id, secret: body.secret, setupIntentId: body.setup_intent_id };
}

/** Completes it, or goes on with it. */
export function completeIt(registration: TestRegistration, change: object = {}): Promise<Response> {
  const { browser, stateId, secret, setupIntentId } = registration;
  return browser.call(completeRoute, {
    body: {
      state_id: stateId,
      secret,
      setup_intent_id: setupIntentId,
      user_data: { name: "Ada Lovelace", password: GOOD_PASSWORD },
      ...change,
    },
  });
}

/** What its owner, or somebody with another secret, is told of it. */
export function stateOf({ browser, stateId, secret }: TestRegistration, given: string | null = secret) {
  const params = { state_id: stateId };
  return browser.call(stateRoute, { method: "GET", params, headers: { [REGISTRATION_SECRET_HEADER]: given } });
}
