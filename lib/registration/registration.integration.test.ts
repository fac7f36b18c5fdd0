import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { findBillingAccount, listSubscriptions } from "@/db/queries/billing";
import { trialRedemptions } from "@/db/schema/grants";
import { users } from "@/db/schema/identity";
import { registrations } from "@/db/schema/registrations";
import { aPerson, GOOD_PASSWORD, isSignedIn, mailsTo } from "@/lib/auth/testing/people";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import type { RegistrationId, TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { aTenant } from "@/lib/testing/a-tenant";
import { answerBankAbout, enterCard, enterCardWithBank } from "@/lib/testing/enter-card";
import { failNextRequests } from "@/lib/testing/stripe-faults";
import { withWorld } from "@/lib/testing/world";
import { sweepRegistrations } from "./sweep-registrations";
import {
  aRegistration,
  beginRegistration,
  completeIt,
  freshEmail,
  stateOf,
  type TestRegistration,
} from "./testing/a-registration";

withWorld();

const byId = (id: string) => eq(registrations.id, id as RegistrationId);

async function rowOf({ stateId }: TestRegistration) {
  const [row] = await database().select().from(registrations).where(byId(stateId));
  if (!row) throw new Error(`no registration ${stateId}`);
  return row;
}

const personsNamed = (email: string) => database().select().from(users).where(eq(users.email, email));

async function subscriptionsOf(registration: TestRegistration) {
  const customer = (await rowOf(registration)).stripeCustomerId ?? "none";
  return (await stripe().subscriptions.list({ customer, status: "all" })).data;
}

const accessOf = async (tenantId: string) => (await readEntitlement(database(), tenantId as TenantId)).access;

const noTrialsYet = () => database().delete(trialRedemptions);

describe("G17: registering with a card makes account, workspace and plan, because people decide once", () => {
  it("starts a trial: nothing is charged, the customer knows its tenant, the browser is signed in, the mail is sent", async () => {
    await noTrialsYet();
    const registration = await aRegistration({ mode: "trial" });
    await enterCard(registration.setupIntentId);
    const result = await (await completeIt(registration)).json();
    expect(result).toMatchObject({ state: "complete", next: "done", failure: null, signed_in: true });
    expect(await isSignedIn(registration.browser)).toBe(true);
    expect(await accessOf(result.tenant_id)).toMatchObject({ tier: "pro", mode: "full", reason: "trialing" });
    const account = await findBillingAccount(database(), result.tenant_id);
    const customer = await stripe().customers.retrieve(account?.stripeCustomerId ?? "");
    expect(customer).toMatchObject({ name: "Ada Lovelace", metadata: { tenant_id: result.tenant_id } });
    const [subscription] = await subscriptionsOf(registration);
    expect(subscription).toMatchObject({ status: "trialing", metadata: { tenant_id: result.tenant_id } });
    expect((await mailsTo(registration.email)).length).toBe(1);
    expect(await rowOf(registration)).toMatchObject({ state: "complete", passwordHash: null });
  });

  it("charges a paid plan at once", async () => {
    const registration = await aRegistration({ plan: "starter", interval: "yearly", currency: "eur" });
    await enterCard(registration.setupIntentId);
    const result = await (await completeIt(registration)).json();
    expect(result).toMatchObject({ state: "complete", failure: null });
    const [charge] = (await stripe().charges.list({ customer: (await rowOf(registration)).stripeCustomerId ?? "" }))
      .data;
    expect(charge).toMatchObject({ amount: 19_000, currency: "eur", status: "succeeded" });
    expect(await accessOf(result.tenant_id)).toMatchObject({ tier: "starter", reason: "active" });
  });

  it("asks for the bank's answer to the first payment, and is complete once it is given", async () => {
    const registration = await aRegistration();
    await enterCardWithBank(registration.setupIntentId);
    const asked = await (await completeIt(registration)).json();
    expect(asked).toMatchObject({ state: "completing", next: "authenticate", signed_in: true });
    expect(await accessOf(asked.tenant_id)).toMatchObject({ tier: "free" });
    await answerBankAbout(asked.client_secret);
    expect(await (await completeIt(registration)).json()).toMatchObject({ state: "complete", failure: null });
    expect(await accessOf(asked.tenant_id)).toMatchObject({ tier: "pro", reason: "active" });
    expect(await subscriptionsOf(registration)).toHaveLength(1);
  });

  it.each([
    ["the card declines", "pm_card_chargeCustomerFail", false],
    ["the bank's question is answered wrongly", "pm_card_authenticationRequired", true],
  ])(
    "leaves the account on Free with nothing owed when %s, because a typed name and password are not to be lost",
    async (_what, card, asks) => {
      const registration = await aRegistration();
      if (asks) await enterCardWithBank(registration.setupIntentId, card);
      else await enterCard(registration.setupIntentId, card);
      const first = await (await completeIt(registration)).json();
      if (asks) await answerBankAbout(first.client_secret, "fail");
      const result = asks ? await (await completeIt(registration)).json() : first;
      expect(result).toMatchObject({ state: "complete", failure: "payment_declined", signed_in: true });
      expect(await accessOf(result.tenant_id)).toMatchObject({ tier: "free", mode: "full" });
      const customer = (await rowOf(registration)).stripeCustomerId ?? "";
      expect((await stripe().invoices.list({ customer, status: "open" })).data).toEqual([]);
      expect((await stateOf(registration)).status).toBe(200);
    },
  );
});

describe("G10: a registration is completed exactly once, because buttons are pressed twice and servers stop", () => {
  it("makes one person and one subscription of ten presses at once", async () => {
    await noTrialsYet();
    const registration = await aRegistration({ mode: "trial" });
    await enterCard(registration.setupIntentId);
    const answers = await Promise.all(Array.from({ length: 10 }, () => completeIt(registration)));
    const results = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(results.map(({ tenant_id }) => tenant_id)).size).toBe(1);
    expect(await personsNamed(registration.email)).toHaveLength(1);
    expect(await subscriptionsOf(registration)).toHaveLength(1);
    expect(await mailsTo(registration.email)).toHaveLength(1);
    expect(await database().select().from(trialRedemptions)).toHaveLength(1);
  });

  it.each([
    ["before the account: Stripe can't be asked about the card", "GET", "/v1/setup_intents"],
    ["after the account: the customer can't be named", "POST", "/v1/customers/"],
    ["before the subscription", "POST", "/v1/subscriptions"],
    ["after the subscription: the sync can't read", "GET", "/v1/invoices"],
  ] as const)("goes on where it stopped: %s", async (_where, method, path) => {
    const registration = await aRegistration();
    await enterCard(registration.setupIntentId);
    await failNextRequests({ method, path, status: 429, times: 1 });
    expect((await completeIt(registration)).status).toBe(503);
    const result = await (await completeIt(registration)).json();
    expect(result).toMatchObject({ state: "complete", failure: null, signed_in: true });
    expect(await personsNamed(registration.email)).toHaveLength(1);
    expect(await subscriptionsOf(registration)).toHaveLength(1);
    expect(await listSubscriptions(database(), result.tenant_id)).toHaveLength(1);
  });

  it("is finished by a job when its person never comes back", async () => {
    const registration = await aRegistration();
    await enterCard(registration.setupIntentId);
    await failNextRequests({ method: "POST", path: "/v1/subscriptions", status: 429, times: 1 });
    expect((await completeIt(registration)).status).toBe(503);
    await database()
      .update(registrations)
      .set({ createdAt: addMs(wallNow(), -3_600_000) })
      .where(byId(registration.stateId));
    await sweepRegistrations();
    expect(await rowOf(registration)).toMatchObject({ state: "complete", failureCode: null });
    expect(await subscriptionsOf(registration)).toHaveLength(1);
  });
});

describe("G21: a registration serves its owner alone, because ids are guessed, shared and leaked", () => {
  it("G21: tells nothing without the owner's secret, and completes nothing", async () => {
    const registration = await aRegistration();
    await enterCard(registration.setupIntentId);
    const other = await aRegistration();
    for (const secret of [null, "", "wrong", other.secret])
      expect((await stateOf(registration, secret)).status).toBe(404);
    expect((await completeIt(registration, { secret: other.secret })).status).toBe(404);
    expect((await completeIt({ ...other, setupIntentId: registration.setupIntentId })).status).toBe(404);
    expect(await personsNamed(registration.email)).toEqual([]);
  });

  it("G21: signs nobody in by the secret alone, because a browser's storage is no password", async () => {
    const registration = await aRegistration();
    await enterCard(registration.setupIntentId);
    await completeIt(registration);
    const thief = { ...registration, browser: new TestBrowser() };
    const wrong = { user_data: { name: "Eve", password: "another quiet river 43" } };
    expect(await (await completeIt(thief, wrong)).json()).toMatchObject({ state: "complete", signed_in: false });
    expect(await (await completeIt(thief, { user_data: undefined })).json()).toMatchObject({ signed_in: false });
    expect(await isSignedIn(thief.browser)).toBe(false);
    const [person] = await personsNamed(registration.email);
    expect(person?.name).toBe("Ada Lovelace");
  });

  it("G21: goes on after a closed tab, told step by step", async () => {
    const registration = await aRegistration();
    const state = async () => (await stateOf(registration)).json();
    const waiting = await state();
    expect(waiting).toMatchObject({ state: "setup", next: "enter_card", email: registration.email, plan: "pro" });
    expect(waiting.client_secret).toMatch(new RegExp(`^${registration.setupIntentId}_secret_`));
    await enterCard(registration.setupIntentId);
    expect(await state()).toMatchObject({ state: "setup", next: "complete", client_secret: null });
    await completeIt(registration);
    expect(await state()).toMatchObject({ state: "complete", next: "sign_in", failure: null });
  });
});

describe("what can't go well is said before a card is asked for, because nobody types it twice", () => {
  it.each([
    ["an unknown plan", { plan: "platinum" }, "unknown_plan"],
    ["a plan that is not sold", { plan: "free" }, "plan_not_for_sale"],
    ["a price id", { price_id: "price_1" }, "invalid_request"],
    ["a trial's length", { trial_period_days: 400 }, "invalid_request"],
    ["no address", { email: "ada" }, "invalid_request"],
  ])("refuses %s and writes nothing", async (_what, change, code) => {
    const before = await database().$count(registrations);
    const answer = await beginRegistration(new TestBrowser(), { email: freshEmail(), ...change });
    expect(await answer.json()).toMatchObject({ status: 400, code });
    expect(await database().$count(registrations)).toBe(before);
  });

  it("refuses an address that has an account, in any case of letters, and again when it was taken meanwhile", async () => {
    const { email } = await aPerson();
    const answer = await beginRegistration(new TestBrowser(), { email: email.toUpperCase() });
    expect(await answer.json()).toMatchObject({ status: 409, code: "email_taken" });
    const registration = await aRegistration();
    await enterCard(registration.setupIntentId);
    await aPerson({ email: registration.email });
    expect(await (await completeIt(registration)).json()).toMatchObject({ code: "email_taken" });
    expect(await personsNamed(registration.email)).toHaveLength(1);
    expect(await subscriptionsOf(registration)).toEqual([]);
    expect(await rowOf(registration)).toMatchObject({ state: "setup", userId: null });
  });

  it("G17: refuses the trial of a person before the card, of a card before the account", async () => {
    await noTrialsYet();
    const first = await aRegistration({ mode: "trial" });
    await enterCard(first.setupIntentId);
    await completeIt(first);
    const [name, domain] = first.email.split("@");
    const alias = await beginRegistration(new TestBrowser(), { mode: "trial", email: `${name}+2@${domain}` });
    expect(await alias.json()).toMatchObject({ code: "trial_used", errors: [{ message: "person" }] });
    const second = await aRegistration({ mode: "trial" });
    await enterCard(second.setupIntentId);
    expect(await (await completeIt(second)).json()).toMatchObject({
      code: "trial_used",
      errors: [{ message: "card" }],
    });
    expect(await personsNamed(second.email)).toEqual([]);
  });

  it("refuses a weak password, another address, and a card that is not saved", async () => {
    const registration = await aRegistration();
    expect(await (await completeIt(registration)).json()).toMatchObject({ code: "card_not_ready" });
    await enterCard(registration.setupIntentId);
    const weak = { user_data: { name: "Ada", password: "password" } };
    expect(await (await completeIt(registration, weak)).json()).toMatchObject({ code: "weak_password" });
    const other = { user_data: { name: "Ada", password: GOOD_PASSWORD, email: freshEmail() } };
    expect(await (await completeIt(registration, other)).json()).toMatchObject({ code: "invalid_request" });
    expect(await (await completeIt(registration, { user_data: undefined })).json()).toMatchObject({ status: 400 });
    expect(await personsNamed(registration.email)).toEqual([]);
  });
});

describe("what nobody finishes leaves nothing behind, because cards and customers are not ours to keep", () => {
  const pass = ({ stateId }: TestRegistration) =>
    database()
      .update(registrations)
      .set({ expiresAt: addMs(wallNow(), -DAY_MS) })
      .where(byId(stateId));

  it("expires after its day: the form is closed at Stripe and the customer deleted", async () => {
    const registration = await aRegistration();
    const customer = (await rowOf(registration)).stripeCustomerId ?? "";
    await pass(registration);
    expect(await (await stateOf(registration)).json()).toMatchObject({ state: "expired", next: "start_again" });
    await sweepRegistrations();
    expect((await stripe().setupIntents.retrieve(registration.setupIntentId)).status).toBe("canceled");
    expect((await stripe().customers.retrieve(customer)).deleted).toBe(true);
    expect(await rowOf(registration)).toMatchObject({ state: "expired", cleanedAt: expect.any(Date) });
    expect(await (await completeIt(registration)).json()).toMatchObject({ status: 410, code: "registration_expired" });
    await sweepRegistrations();
  });

  it("finds the customer also when Stripe's answer was lost on its way", async () => {
    const registration = await aRegistration();
    const customer = (await rowOf(registration)).stripeCustomerId ?? "";
    await database()
      .update(registrations)
      .set({ stripeCustomerId: null, stripeSetupIntentId: null })
      .where(byId(registration.stateId));
    await pass(registration);
    await sweepRegistrations();
    expect((await stripe().customers.retrieve(customer)).deleted).toBe(true);
  });

  it("never deletes a customer who has a workspace, whatever the table says", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const customer = (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "";
    const registration = await aRegistration();
    await pass(registration);
    await database().update(registrations).set({ stripeCustomerId: customer }).where(byId(registration.stateId));
    await sweepRegistrations();
    expect((await stripe().customers.retrieve(customer)).deleted).toBeFalsy();
  });
});
