import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as confirmRoute } from "@/app/api/v1/tenants/[tenant_id]/checkout/confirm/route";
import { POST as checkoutRoute } from "@/app/api/v1/tenants/[tenant_id]/checkout/route";
import { GET as detailsRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/details/route";
import { findBillingAccount } from "@/db/queries/billing";
import { billingAccounts, checkouts, subscriptions } from "@/db/schema/billing";
import { prices } from "@/db/schema/catalogue";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { CARDS, payCheckout } from "@/lib/testing/pay-checkout";
import { withWorld } from "@/lib/testing/world";

withWorld();

const open = ({ browser, tenantId }: TestTenant, body: object = { plan: "pro" }) =>
  browser.call(checkoutRoute, { params: { tenant_id: tenantId }, body });

const confirm = ({ browser, tenantId }: TestTenant, session_id: string) =>
  browser.call(confirmRoute, { params: { tenant_id: tenantId }, body: { session_id } });

const checkoutsOf = (tenantId: TenantId) => database().select().from(checkouts).where(eq(checkouts.tenantId, tenantId));

async function sessionsAtStripe(tenantId: TenantId) {
  const customer = (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "none";
  return (await stripe().checkout.sessions.list({ customer, limit: 100 })).data;
}

describe("G6: paid, came back, is Pro, because a customer who paid must not wait for a webhook", () => {
  it("G6: the return page's own question to Stripe makes the plan current, with no webhook at all", async () => {
    const tenant = await aTenant();
    const { url } = await (await open(tenant, { plan: "pro", return_to: "/studio" })).json();
    const [checkout] = await checkoutsOf(tenant.tenantId);
    const sessionId = checkout?.stripeSessionId ?? "";
    expect(await (await confirm(tenant, sessionId)).json()).toMatchObject({
      status: "open",
      billing: { access: { tier: "free" } },
    });
    expect(await payCheckout(url)).toMatchObject({ kind: "complete" });
    expect(await (await confirm(tenant, sessionId)).json()).toMatchObject({
      status: "complete",
      plan: "pro",
      return_to: "/studio",
      billing: {
        access: { tier: "pro", mode: "full", reason: "active" },
        subscription: { status: "active", interval: "monthly", amount_minor: 4900, currency: "usd" },
        payment_method: { brand: "visa", last4: "4242" },
        credits: { unlimited: true },
      },
    });
  });

  it("G6: a declined card leaves Free and the same page open for another try", async () => {
    const tenant = await aTenant();
    const { url } = await (await open(tenant)).json();
    expect(await payCheckout(url, CARDS.declines)).toMatchObject({ kind: "declined", code: "card_declined" });
    const [checkout] = await checkoutsOf(tenant.tenantId);
    const sessionId = checkout?.stripeSessionId ?? "";
    expect(await (await confirm(tenant, sessionId)).json()).toMatchObject({
      status: "open",
      billing: { access: { tier: "free" } },
    });
    expect(await payCheckout(url)).toMatchObject({ kind: "complete" });
    expect(await (await confirm(tenant, sessionId)).json()).toMatchObject({ billing: { access: { tier: "pro" } } });
  });

  it("G6: a card that asks for authentication gives nothing until it is given", async () => {
    const tenant = await aTenant();
    const { url } = await (await open(tenant)).json();
    expect(await payCheckout(url, CARDS.needsAuthentication)).toMatchObject({ kind: "requires_action" });
    const [checkout] = await checkoutsOf(tenant.tenantId);
    expect(await (await confirm(tenant, checkout?.stripeSessionId ?? "")).json()).toMatchObject({
      status: "open",
      billing: { access: { tier: "free" } },
    });
  });
});

describe("G10: one open subscription per tenant, because two are a double charge", () => {
  it("G10: twenty clicks at once open one checkout and one session at Stripe", async () => {
    const tenant = await aTenant();
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(tenant)));
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(new Set(bodies.map(({ url }) => url)).size).toBe(1);
    expect(await sessionsAtStripe(tenant.tenantId)).toHaveLength(1);
  });

  it("G10: choosing another plan closes the first page before the second opens", async () => {
    const tenant = await aTenant();
    const first = await (await open(tenant, { plan: "starter" })).json();
    const second = await (await open(tenant, { plan: "pro", interval: "yearly" })).json();
    expect(second.url).not.toBe(first.url);
    const statuses = (await sessionsAtStripe(tenant.tenantId)).map(({ status }) => status);
    expect(statuses.sort()).toEqual(["expired", "open"]);
  });

  it("G10: twenty clicks for different plans at once leave at most one page that can be paid", async () => {
    const tenant = await aTenant();
    const plans = Array.from({ length: 20 }, (_, i) => ({ plan: i % 2 ? "pro" : "starter" }));
    const answers = await Promise.all(plans.map((plan) => open(tenant, plan)));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const stillOpen = (await sessionsAtStripe(tenant.tenantId)).filter(({ status }) => status === "open");
    expect(stillOpen.length).toBeLessThanOrEqual(1);
  });

  it("G10: a request that died between our row and Stripe's answer is taken up by the next under the same key", async () => {
    const tenant = await aTenant();
    await open(tenant);
    const [row] = await checkoutsOf(tenant.tenantId);
    const half = { status: "opening" as const, stripeSessionId: null, url: null, expiresAt: null };
    await database()
      .update(checkouts)
      .set(half)
      .where(eq(checkouts.id, row?.id ?? newId()));
    expect(await (await open(tenant)).json()).toMatchObject({ url: row?.url });
    expect(await sessionsAtStripe(tenant.tenantId)).toHaveLength(1);
  });

  it("G10: a subscriber is refused another one, also when the webhook of the first has not come", async () => {
    const tenant = await aTenant();
    const { url } = await (await open(tenant)).json();
    await payCheckout(url);
    const again = await open(tenant);
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: "already_subscribed" });
  });

  it("G10: the database itself refuses a second current subscription and a second open checkout", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const [row] = await database().select().from(subscriptions).where(eq(subscriptions.tenantId, tenant.tenantId));
    if (!row) throw new Error("no subscription");
    const second = database()
      .insert(subscriptions)
      .values({ ...row, stripeSubscriptionId: "sub_second" });
    await expect(second).rejects.toMatchObject({ cause: { constraint_name: "subscriptions_one_current" } });
    const [price] = await database().select().from(prices).limit(1);
    if (!price) throw new Error("no price");
    const checkout = () =>
      database().insert(checkouts).values({
        id: newId(),
        tenantId: tenant.tenantId,
        createdBy: tenant.owner.user.id,
        priceId: price.id,
        status: "open",
      });
    await checkout();
    await expect(checkout()).rejects.toMatchObject({ cause: { constraint_name: "checkouts_one_open" } });
  });
});

describe("G21: strangers see nothing", () => {
  it("G21: a session id is useful to its owner alone, because it travels in an address that people share", async () => {
    const owner = await aTenant();
    await open(owner);
    const [checkout] = await checkoutsOf(owner.tenantId);
    const stranger = await aTenant();
    const answer = await confirm(stranger, checkout?.stripeSessionId ?? "");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "checkout_not_found" });
  });

  it("G21: another workspace's id answers 404 as if there were none, and a member without the right 403", async () => {
    const owner = await aTenant();
    const stranger = await aTenant();
    const foreign = await stranger.browser.call(detailsRoute, { method: "GET", params: { tenant_id: owner.tenantId } });
    const nowhere = await stranger.browser.call(detailsRoute, {
      method: "GET",
      params: { tenant_id: newId<string>() },
    });
    expect([foreign.status, nowhere.status]).toEqual([404, 404]);
    const member = await aMember(owner.tenantId, "member");
    const refused = await member.call(checkoutRoute, { params: { tenant_id: owner.tenantId }, body: { plan: "pro" } });
    expect(refused.status).toBe(403);
    expect(await sessionsAtStripe(owner.tenantId)).toHaveLength(0);
  });
});

describe("G22: identity is never guessed, because an e-mail address proves nothing", () => {
  it("G22: a customer at Stripe with the same e-mail address is not adopted", async () => {
    const tenant = await aTenant();
    const lookalike = await stripe().customers.create({ email: tenant.owner.user.email });
    await open(tenant);
    const account = await findBillingAccount(database(), tenant.tenantId);
    expect(account?.stripeCustomerId).toMatch(/^cus_/);
    expect(account?.stripeCustomerId).not.toBe(lookalike.id);
    const bound = await stripe().customers.retrieve(account?.stripeCustomerId ?? "");
    expect(bound).toMatchObject({ metadata: { tenant_id: tenant.tenantId } });
  });

  it("G22: twenty first purchases at once bind one customer", async () => {
    const tenant = await aTenant();
    await Promise.all(Array.from({ length: 20 }, () => open(tenant)));
    const all = await stripe().customers.list({ email: tenant.owner.user.email, limit: 100 });
    expect(all.data).toHaveLength(1);
    const bound = await database()
      .select()
      .from(billingAccounts)
      .where(
        inArray(
          billingAccounts.stripeCustomerId,
          all.data.map(({ id }) => id),
        ),
      );
    expect(bound.map(({ tenantId }) => tenantId)).toEqual([tenant.tenantId]);
  });
});

describe("G23: prices come from the catalogue, because a price id from a browser can be any price", () => {
  it.each([
    ["a price id", { plan: "pro", price_id: "price_1" }, 400, "invalid_request"],
    ["an amount", { plan: "pro", amount_minor: 1 }, 400, "invalid_request"],
    ["an unknown plan", { plan: "platinum" }, 400, "unknown_plan"],
    ["a plan that is not sold", { plan: "free" }, 400, "plan_not_for_sale"],
    ["an unknown interval", { plan: "pro", interval: "daily" }, 400, "invalid_request"],
    ["a currency that is not offered", { plan: "pro", currency: "jpy" }, 400, "invalid_request"],
    ["a plan of the wrong type", { plan: 7 }, 400, "invalid_request"],
    ["a way back to another site", { plan: "pro", return_to: "https://evil.example" }, 400, "invalid_request"],
    [
      "a way back that browsers read as another site",
      { plan: "pro", return_to: "//evil.example" },
      400,
      "invalid_request",
    ],
  ])("G23: refuses %s and writes nothing", async (_what, body, status, code) => {
    const tenant = await aTenant();
    const answer = await open(tenant, body);
    expect({ status: answer.status, code: (await answer.json()).code }).toEqual({ status, code });
    expect(await checkoutsOf(tenant.tenantId)).toEqual([]);
  });

  it("G23: charges what the table says for the named plan, interval and currency; BASIC is starter", async () => {
    const tenant = await aTenant();
    await open(tenant, { plan: "BASIC", interval: "yearly", currency: "eur" });
    const [session] = await sessionsAtStripe(tenant.tenantId);
    expect(session).toMatchObject({ amount_total: 19_000, currency: "eur" });
    const [row] = await database()
      .select()
      .from(checkouts)
      .innerJoin(prices, eq(prices.id, checkouts.priceId))
      .where(and(eq(checkouts.tenantId, tenant.tenantId), eq(checkouts.status, "open")));
    expect(row?.prices.lookupKey).toBe("tierline_starter_v1_yearly_eur");
  });
});

describe("bad input is refused with a stable code", () => {
  it.each([
    ["malformed JSON", { rawBody: "{" }, 400, "malformed_json"],
    ["an oversized body", { rawBody: JSON.stringify({ plan: "x".repeat(70_000) }) }, 413, "payload_too_large"],
    [
      "another content type",
      { rawBody: "plan=pro", headers: { "content-type": "text/plain" } },
      415,
      "unsupported_media_type",
    ],
    ["a foreign origin", { body: { plan: "pro" }, headers: { origin: "https://evil.example" } }, 403, "origin_refused"],
    ["no origin at all", { body: { plan: "pro" }, headers: { origin: null } }, 403, "origin_refused"],
    ["no session", { body: { plan: "pro" }, headers: { cookie: null } }, 401, "unauthenticated"],
  ])("refuses %s", async (_what, call, status, code) => {
    const { browser, tenantId } = await aTenant();
    const answer = await browser.call(checkoutRoute, { params: { tenant_id: tenantId }, ...call });
    const problem = await answer.json();
    expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(problem.request_id).toBe(answer.headers.get("x-request-id"));
    expect(await checkoutsOf(tenantId)).toEqual([]);
  });

  it("refuses to sell to an unverified address, because receipts would go to a stranger", async () => {
    const answer = await open(await aTenant({ verified: false }));
    expect({ status: answer.status, code: (await answer.json()).code }).toEqual({
      status: 403,
      code: "email_not_verified",
    });
  });
});

describe("what the next charge will be is Stripe's word, because discounts and credit are applied there", () => {
  it("shows the discounted renewal of a subscription with a lasting coupon, and none once it is cancelled", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const details = async () =>
      (await tenant.browser.call(detailsRoute, { method: "GET", params: { tenant_id: tenant.tenantId } })).json();
    expect(await details()).toMatchObject({ subscription: { amount_minor: 4900, next_charge_minor: 4900 } });
    const coupon = await stripe().coupons.create({ percent_off: 25, duration: "forever" });
    const [row] = await database().select().from(subscriptions).where(eq(subscriptions.tenantId, tenant.tenantId));
    const id = row?.stripeSubscriptionId ?? "";
    await stripe().subscriptions.update(id, { discounts: [{ coupon: coupon.id }] });
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect(await details()).toMatchObject({ subscription: { amount_minor: 4900, next_charge_minor: 3675 } });
    await stripe().subscriptions.update(id, { cancel_at_period_end: true });
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect(await details()).toMatchObject({ subscription: { next_charge_at: null, next_charge_minor: null } });
  });
});
