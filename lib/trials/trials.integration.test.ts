import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as completeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/trial/complete/route";
import { POST as extendRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/trial/extend/route";
import { POST as openRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/trial/route";
import { findBillingAccount, findCurrentSubscription } from "@/db/queries/billing";
import { auditLog } from "@/db/schema/api";
import { cardSetups, trialRedemptions } from "@/db/schema/grants";
import { users } from "@/db/schema/identity";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { giveFailingCard } from "@/lib/testing/cards";
import { enterCard } from "@/lib/testing/enter-card";
import { failNextRequests } from "@/lib/testing/stripe-faults";
import { advance } from "@/lib/testing/time";
import { withWorld } from "@/lib/testing/world";
import { settleInterruptedTrials } from "./settle-interrupted-trials";

withWorld();

const open = ({ browser, tenantId }: TestTenant, body: object = { plan: "pro" }) =>
  browser.call(openRoute, { params: { tenant_id: tenantId }, body });

const complete = ({ browser, tenantId }: TestTenant, setup_intent_id: string) =>
  browser.call(completeRoute, { params: { tenant_id: tenantId }, body: { setup_intent_id } });

const customerOf = async (tenantId: TenantId) =>
  (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "none";

const subscriptionsAtStripe = async (tenantId: TenantId) =>
  (await stripe().subscriptions.list({ customer: await customerOf(tenantId), status: "all" })).data;

const trialsOf = (tenantId: TenantId) =>
  database().select().from(trialRedemptions).where(eq(trialRedemptions.tenantId, tenantId));

// Every other test needs a card nobody has had a trial with.
let lastCard = 0;
const FRESH = ["pm_card_visa", "pm_card_mastercard", "pm_card_amex"];
async function withoutEarlierTrials(): Promise<string> {
  await database().delete(trialRedemptions);
  return FRESH[lastCard++ % FRESH.length] ?? "pm_card_visa";
}

/** A tenant whose card for a trial is saved. */
async function readyForTrial(body?: object): Promise<{ tenant: TestTenant; setupIntentId: string }> {
  const card = await withoutEarlierTrials();
  const tenant = await aTenant();
  const { setup_intent_id } = await (await open(tenant, body)).json();
  await enterCard(setup_intent_id, card);
  return { tenant, setupIntentId: setup_intent_id };
}

async function onTrial(): Promise<TestTenant> {
  const { tenant, setupIntentId } = await readyForTrial();
  expect((await complete(tenant, setupIntentId)).status).toBe(200);
  return tenant;
}

async function later(tenantId: TenantId, days: number) {
  await advance(await customerOf(tenantId), { days });
  await syncTenantBilling(tenantId, "refresh");
  const { access } = await readEntitlement(database(), tenantId);
  return { status: (await findCurrentSubscription(database(), tenantId))?.subscription.status, access };
}

describe("G17: a trial starts with a proven card, because only the card tells who has had one", () => {
  it("G17: gives the plan for the catalogue's days and charges nothing", async () => {
    const { tenant, setupIntentId } = await readyForTrial({ plan: "pro", trial_period_days: 400 });
    const state = await (await complete(tenant, setupIntentId)).json();
    expect(state).toMatchObject({
      access: { tier: "pro", mode: "full", reason: "trialing" },
      subscription: { status: "trialing", next_charge_minor: 4900 },
      payment_method: { last4: expect.any(String) },
    });
    const [subscription] = await subscriptionsAtStripe(tenant.tenantId);
    expect((subscription?.trial_end ?? 0) - (subscription?.trial_start ?? 0)).toBe(14 * 86_400);
    expect(subscription?.trial_settings?.end_behavior.missing_payment_method).toBe("cancel");
    expect((await stripe().charges.list({ customer: await customerOf(tenant.tenantId) })).data).toEqual([]);
  });

  it("G17: gives nothing while the card is not saved, and nothing to a stranger who knows its id", async () => {
    const tenant = await aTenant();
    await withoutEarlierTrials();
    const { setup_intent_id } = await (await open(tenant)).json();
    expect(await (await complete(tenant, setup_intent_id)).json()).toMatchObject({ code: "card_not_ready" });
    await enterCard(setup_intent_id);
    expect((await complete(await aTenant(), setup_intent_id)).status).toBe(404);
    expect(await subscriptionsAtStripe(tenant.tenantId)).toEqual([]);
  });

  it("G17: becomes the paid plan at its end", async () => {
    const tenant = await onTrial();
    expect(await later(tenant.tenantId, 15)).toMatchObject({ status: "active", access: { tier: "pro", mode: "full" } });
    const [charge] = (await stripe().charges.list({ customer: await customerOf(tenant.tenantId) })).data;
    expect(charge).toMatchObject({ amount: 4900, status: "succeeded" });
  });

  it("G17: goes into dunning when its end finds a card that declines", async () => {
    const tenant = await onTrial();
    await giveFailingCard(await customerOf(tenant.tenantId));
    expect(await later(tenant.tenantId, 15)).toMatchObject({ status: "past_due", access: { mode: "grace" } });
  });

  it("G17: ends in Free when the card was taken away, because nobody agreed to owe anything", async () => {
    const tenant = await onTrial();
    const customer = await customerOf(tenant.tenantId);
    const cards = await stripe().paymentMethods.list({ customer });
    for (const { id } of cards.data) await stripe().paymentMethods.detach(id);
    expect(await later(tenant.tenantId, 15)).toMatchObject({
      status: "canceled",
      access: { tier: "free", mode: "full" },
    });
  });
});

describe("G17: one trial each, because a second one is a gift to whoever asks twice", () => {
  const refusal = async (answer: Response) => {
    const { code, errors } = await answer.json();
    return { status: answer.status, code, which: errors?.[0]?.message };
  };

  it("G17: refuses the workspace that had one, also after it was cancelled", async () => {
    const tenant = await onTrial();
    const [subscription] = await subscriptionsAtStripe(tenant.tenantId);
    await stripe().subscriptions.cancel(subscription?.id ?? "");
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect(await refusal(await open(tenant))).toEqual({ status: 409, code: "trial_used", which: "tenant" });
  });

  it("G17: refuses the person who had one under another spelling of his address", async () => {
    const first = await onTrial();
    const local = first.owner.user.id.replaceAll("-", "");
    await database()
      .update(trialRedemptions)
      .set({ normalizedEmail: `${local}@gmail.com` })
      .where(eq(trialRedemptions.tenantId, first.tenantId));
    const again = await aTenant();
    const email = `${local.slice(0, 4)}.${local.slice(4).toUpperCase()}+again@googlemail.com`;
    await database().update(users).set({ email }).where(eq(users.id, again.owner.user.id));
    expect(await refusal(await open(again))).toEqual({ status: 409, code: "trial_used", which: "person" });
  });

  it("G17: refuses the card that had one, gives nothing, and says nothing of whose trial it was", async () => {
    await withoutEarlierTrials();
    const first = await aTenant();
    const one = await (await open(first)).json();
    await enterCard(one.setup_intent_id, "pm_card_visa");
    expect((await complete(first, one.setup_intent_id)).status).toBe(200);
    const second = await aTenant();
    const two = await (await open(second)).json();
    await enterCard(two.setup_intent_id, "pm_card_visa");
    const answer = await complete(second, two.setup_intent_id);
    const text = await answer.clone().text();
    expect(await refusal(answer)).toEqual({ status: 409, code: "trial_used", which: "card" });
    for (const secret of [first.tenantId, first.owner.user.email]) expect(text).not.toContain(secret);
    expect(await subscriptionsAtStripe(second.tenantId)).toEqual([]);
    // The same form takes another card.
    const three = await (await open(second)).json();
    await enterCard(three.setup_intent_id, "pm_card_amex");
    expect((await complete(second, three.setup_intent_id)).status).toBe(200);
  });

  it("G17: of ten workspaces that come with one card in the same moment, one gets a trial", async () => {
    await withoutEarlierTrials();
    const tenants = await Promise.all(Array.from({ length: 10 }, () => aTenant()));
    const setups = await Promise.all(tenants.map(async (tenant) => (await open(tenant)).json()));
    await Promise.all(setups.map(({ setup_intent_id }) => enterCard(setup_intent_id, "pm_card_visa")));
    const answers = await Promise.all(tenants.map((tenant, index) => complete(tenant, setups[index].setup_intent_id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
  });
});

describe("G17: a trial is begun exactly once, because buttons are pressed twice and servers stop", () => {
  it("G10: ten presses at once make one trial, one subscription and one line in the audit log", async () => {
    const { tenant, setupIntentId } = await readyForTrial();
    const answers = await Promise.all(Array.from({ length: 10 }, () => complete(tenant, setupIntentId)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await subscriptionsAtStripe(tenant.tenantId)).toHaveLength(1);
    expect(await trialsOf(tenant.tenantId)).toHaveLength(1);
    const lines = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.action, "trial.start")));
    expect(lines).toHaveLength(1);
  });

  it("goes on where an outage of Stripe's stopped it", async () => {
    const { tenant, setupIntentId } = await readyForTrial();
    await failNextRequests({ method: "POST", path: "/v1/subscriptions", status: 429, times: 1 });
    expect((await complete(tenant, setupIntentId)).status).toBe(503);
    expect(await trialsOf(tenant.tenantId)).toHaveLength(1);
    expect((await complete(tenant, setupIntentId)).status).toBe(200);
    expect(await subscriptionsAtStripe(tenant.tenantId)).toHaveLength(1);
  });

  it("gives the trial back when Stripe refuses the subscription, because it was never had", async () => {
    const { tenant, setupIntentId } = await readyForTrial();
    await failNextRequests({ method: "POST", path: "/v1/subscriptions", status: 400, times: 1 });
    expect(await (await complete(tenant, setupIntentId)).json()).toMatchObject({ code: "plan_not_for_sale" });
    expect(await trialsOf(tenant.tenantId)).toEqual([]);
    const again = await (await open(tenant)).json();
    expect(again.setup_intent_id).not.toBe(setupIntentId);
    await enterCard(again.setup_intent_id);
    expect((await complete(tenant, again.setup_intent_id)).status).toBe(200);
  });

  it.each([
    ["completes what Stripe had begun", true, "complete", 1],
    ["gives back what it had not", false, "failed", 0],
  ])("after a crash that nobody repaired it %s", async (_what, isBegun, state, trials) => {
    const { tenant, setupIntentId } = await readyForTrial();
    if (isBegun) await complete(tenant, setupIntentId);
    else {
      await failNextRequests({ method: "POST", path: "/v1/subscriptions", status: 429, times: 1 });
      await complete(tenant, setupIntentId);
    }
    const ours = eq(cardSetups.tenantId, tenant.tenantId);
    await database().update(cardSetups).set({ state: "completing", endedAt: null }).where(ours);
    const longAgo = addMs(wallNow(), -3_600_000);
    await database().update(trialRedemptions).set({ createdAt: longAgo });
    await settleInterruptedTrials();
    const [setup] = await database().select().from(cardSetups).where(ours);
    expect(setup?.state).toBe(state);
    expect(await trialsOf(tenant.tenantId)).toHaveLength(trials);
  });
});

describe("a trial is not a way around anything else", () => {
  it.each([
    ["a plan without one", { plan: "free" }, 400, "plan_not_for_sale"],
    ["a price id", { plan: "pro", price_id: "price_1" }, 400, "invalid_request"],
    ["no plan", {}, 400, "invalid_request"],
  ])("refuses %s", async (_what, body, status, code) => {
    await withoutEarlierTrials();
    const answer = await open(await aTenant(), body);
    expect({ status: answer.status, code: (await answer.json()).code }).toEqual({ status, code });
  });

  it("refuses a subscriber, an unverified address and members without the permission", async () => {
    await withoutEarlierTrials();
    expect(await (await open(await aTenant({ subscribedTo: { tier: "pro" } }))).json()).toMatchObject({
      code: "already_subscribed",
    });
    expect(await (await open(await aTenant({ verified: false }))).json()).toMatchObject({ code: "email_not_verified" });
    const { tenantId } = await aTenant();
    const member = await aMember(tenantId, "member");
    expect((await member.call(openRoute, { params: { tenant_id: tenantId }, body: { plan: "pro" } })).status).toBe(403);
  });

  it("is extended by operators alone, once for two presses, and charges later", async () => {
    const tenant = await onTrial();
    const before = (await findCurrentSubscription(database(), tenant.tenantId))?.subscription.trialEndAt;
    const extend = (who: TestTenant) =>
      who.browser.call(extendRoute, {
        params: { tenant_id: tenant.tenantId },
        body: { days: 10, reason: "waited for our answer" },
      });
    expect((await extend(tenant)).status).toBe(404);
    const operator = await aTenant();
    await database().update(users).set({ isOperator: true }).where(eq(users.id, operator.owner.user.id));
    expect((await extend(operator)).status).toBe(200);
    const after = (await findCurrentSubscription(database(), tenant.tenantId))?.subscription.trialEndAt;
    expect((after?.getTime() ?? 0) - (before?.getTime() ?? 0)).toBe(10 * 86_400_000);
    expect(await later(tenant.tenantId, 20)).toMatchObject({ status: "trialing" });
    expect(await later(tenant.tenantId, 6)).toMatchObject({ status: "active" });
  });
});
