import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/v1/tenants/[tenant_id]/subscription/payment-method/route";
import { findBillingAccount, findCurrentSubscription } from "@/db/queries/billing";
import { auditLog } from "@/db/schema/api";
import { cardSetups } from "@/db/schema/grants";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { giveFailingCard } from "@/lib/testing/cards";
import { answerBankAbout, enterCard, enterCardWithBank } from "@/lib/testing/enter-card";
import { advance } from "@/lib/testing/time";
import { withWorld } from "@/lib/testing/world";
import { sweepCardSetups } from "./sweep-card-setups";

withWorld();

const post = ({ browser, tenantId }: TestTenant, body?: object) =>
  browser.call(POST, { params: { tenant_id: tenantId }, ...(body ? { body } : {}) });

async function customerOf({ tenantId }: TestTenant): Promise<string> {
  return (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "none";
}

async function newCard(tenant: TestTenant, token = "pm_card_mastercard"): Promise<string> {
  const { setup_intent_id } = await (await post(tenant)).json();
  await enterCard(setup_intent_id, token);
  return setup_intent_id;
}

/** A subscriber whose renewal was declined. */
async function pastDue(): Promise<TestTenant> {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  const customer = await customerOf(tenant);
  await giveFailingCard(customer);
  await advance(customer, { days: 32 });
  await syncTenantBilling(tenant.tenantId, "refresh");
  return tenant;
}

describe("G14: a new card is charged from now on, because whoever wants to pay must never be kept from it", () => {
  it("G14: opens one SetupIntent for two clicks, and charges its card on the running subscription", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const opened = await Promise.all([post(tenant), post(tenant)]);
    const [first, second] = await Promise.all(opened.map((answer) => answer.json()));
    expect(first.setup_intent_id).toBe(second.setup_intent_id);
    expect(first.publishable_key).toMatch(/^pk_test_/);
    const setup_intent_id = await newCard(tenant);
    expect(await (await post(tenant, { setup_intent_id })).json()).toMatchObject({
      status: "updated",
      billing: { payment_method: { brand: "mastercard", last4: "4444" } },
    });
    const shown = await tenant.browser.call(GET, { method: "GET", params: { tenant_id: tenant.tenantId } });
    expect(await shown.json()).toMatchObject({ payment_method: { brand: "mastercard" } });
    const customer = await customerOf(tenant);
    await advance(customer, { days: 32 });
    const [charge] = (await stripe().charges.list({ customer, limit: 1 })).data;
    expect(charge?.payment_method_details?.card?.brand).toBe("mastercard");
  });

  it("G14: pays what is overdue at once, and the workspace is in good standing again", async () => {
    const tenant = await pastDue();
    expect((await findCurrentSubscription(database(), tenant.tenantId))?.subscription.status).toBe("past_due");
    const setup_intent_id = await newCard(tenant, "pm_card_visa");
    expect(await (await post(tenant, { setup_intent_id })).json()).toMatchObject({
      status: "updated",
      billing: { subscription: { status: "active" }, access: { mode: "full" } },
    });
  });

  it("G14: hands the bank's question about what is overdue to the browser; answered, it is paid", async () => {
    const tenant = await pastDue();
    const { setup_intent_id } = await (await post(tenant)).json();
    await enterCardWithBank(setup_intent_id);
    const answer = await (await post(tenant, { setup_intent_id })).json();
    expect(answer).toMatchObject({ status: "requires_action", client_secret: expect.stringMatching(/^pi_.+_secret_/) });
    await answerBankAbout(answer.client_secret);
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect((await findCurrentSubscription(database(), tenant.tenantId))?.subscription.status).toBe("active");
  });

  it("G14: says so when the new card can't pay what is overdue, and keeps it for the next try", async () => {
    const tenant = await pastDue();
    const setup_intent_id = await newCard(tenant, "pm_card_chargeCustomerFail");
    expect(await (await post(tenant, { setup_intent_id })).json()).toMatchObject({
      status: "payment_failed",
      message: "Your card was declined.",
      billing: { payment_method: { last4: "0341" }, subscription: { status: "past_due" } },
    });
  });

  it("G14: lets an unverified customer change his card, and asks a newcomer to show that his address is his", async () => {
    const customer = await aTenant({ verified: false, subscribedTo: { tier: "pro" } });
    expect((await post(customer)).status).toBe(200);
    expect(await (await post(await aTenant({ verified: false }))).json()).toMatchObject({ code: "email_not_verified" });
  });

  it("changes nothing a second time, and leaves one line in the audit log, because answers get lost", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const setup_intent_id = await newCard(tenant);
    const answers = await Promise.all([1, 2, 3].map(() => post(tenant, { setup_intent_id })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const lines = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.action, "payment_method.change")));
    expect(lines).toHaveLength(1);
  });
});

describe("G21: a card serves its own customer alone, because ids are guessed, shared and leaked", () => {
  it.each(["setup_intent_id", "payment_method_id"])("G21: refuses another workspace's %s", async (name) => {
    const [owner, stranger] = [await aTenant(), await aTenant({ subscribedTo: { tier: "pro" } })];
    const setupIntentId = await newCard(owner);
    const intent = await stripe().setupIntents.retrieve(setupIntentId);
    const id = name === "setup_intent_id" ? setupIntentId : `${intent.payment_method}`;
    const answer = await post(stranger, { [name]: id });
    expect({ status: answer.status, code: (await answer.json()).code }).toEqual({
      status: 404,
      code: "card_setup_not_found",
    });
  });

  it("G22: refuses a card of the right workspace's SetupIntent that stands on another customer", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const { setup_intent_id } = await (await post(tenant)).json();
    const other = await stripe().customers.create({ email: tenant.owner.user.email });
    await stripe().setupIntents.update(setup_intent_id, { customer: other.id });
    await enterCard(setup_intent_id);
    expect((await post(tenant, { setup_intent_id })).status).toBe(404);
  });

  it("refuses a card that is not saved yet, an unknown field, and members without the permission", async () => {
    const tenant = await aTenant();
    const { setup_intent_id } = await (await post(tenant)).json();
    expect(await (await post(tenant, { setup_intent_id })).json()).toMatchObject({ code: "card_not_ready" });
    expect((await post(tenant, { card_number: "4242424242424242" })).status).toBe(400);
    const member = await aMember(tenant.tenantId, "member");
    expect((await member.call(POST, { params: { tenant_id: tenant.tenantId }, body: {} })).status).toBe(403);
  });

  it("ends a form that nobody finished, at Stripe too, because a forgotten tab must save nothing", async () => {
    const tenant = await aTenant();
    const { setup_intent_id } = await (await post(tenant)).json();
    const yesterday = addMs(wallNow(), -DAY_MS);
    await database().update(cardSetups).set({ expiresAt: yesterday }).where(eq(cardSetups.tenantId, tenant.tenantId));
    await sweepCardSetups();
    expect((await stripe().setupIntents.retrieve(setup_intent_id)).status).toBe("canceled");
    expect(await (await post(tenant, { setup_intent_id })).json()).toMatchObject({ code: "card_entry_expired" });
  });
});
