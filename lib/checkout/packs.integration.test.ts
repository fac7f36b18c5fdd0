import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as confirmRoute } from "@/app/api/v1/tenants/[tenant_id]/checkout/confirm/route";
import { POST as packCheckoutRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/packs/[pack]/checkout/route";
import { GET as creditsRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/route";
import { findBillingAccount } from "@/db/queries/billing";
import { checkouts, invoices } from "@/db/schema/billing";
import { creditEntries } from "@/db/schema/credits";
import { addMonths, wallNow } from "@/lib/clock";
import { consumeCredits } from "@/lib/credits/consume-credits";
import { readCredits } from "@/lib/credits/read-credits";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { CARDS, payCheckout } from "@/lib/testing/pay-checkout";
import { deliver, eventsOf } from "@/lib/testing/stripe-events";
import { withWorld } from "@/lib/testing/world";

withWorld();

const open = ({ browser, tenantId }: TestTenant, pack = "pack_100", body: object = {}) =>
  browser.call(packCheckoutRoute, { params: { tenant_id: tenantId, pack }, body });

const creditsOf = async ({ browser, tenantId }: TestTenant) =>
  (await browser.call(creditsRoute, { method: "GET", params: { tenant_id: tenantId } })).json();

async function sessionOf(tenantId: TenantId) {
  const rows = await database().select().from(checkouts).where(eq(checkouts.tenantId, tenantId));
  return rows.at(-1)?.stripeSessionId ?? "";
}

async function bought(tenant: TestTenant, pack = "pack_100") {
  const { url } = await (await open(tenant, pack)).json();
  expect(await payCheckout(url)).toMatchObject({ kind: "complete" });
  return sessionOf(tenant.tenantId);
}

const confirm = async ({ browser, tenantId }: TestTenant, session_id: string) =>
  (await browser.call(confirmRoute, { params: { tenant_id: tenantId }, body: { session_id } })).json();

const customerOf = async (tenantId: TenantId) =>
  (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "none";

async function refund(tenantId: TenantId, amount?: number) {
  const customer = await customerOf(tenantId);
  const [intent] = (await stripe().paymentIntents.list({ customer })).data;
  await stripe().refunds.create({ payment_intent: intent?.id ?? "", ...(amount ? { amount } : {}) });
  await syncTenantBilling(tenantId, "refresh");
}

describe("G6: whoever paid for a pack and came back has its credits", () => {
  it("G6: on the Free plan too, with no webhook at all, and with an invoice", async () => {
    const tenant = await aTenant();
    const session = await bought(tenant);
    expect(await confirm(tenant, session)).toMatchObject({
      kind: "credits",
      status: "complete",
      credited: true,
      credits: 100,
      billing: { access: { tier: "free" }, credits: { balance: 110, monthly_balance: 10, pack_balance: 100 } },
    });
    const paid = await database().select().from(invoices).where(eq(invoices.tenantId, tenant.tenantId));
    expect(paid).toMatchObject([{ status: "paid", totalMinor: 1_000, currency: "usd", description: "100 credits" }]);
  });

  it("G6: what is declined gives nothing, and the same page can be paid afterwards", async () => {
    const tenant = await aTenant();
    const { url } = await (await open(tenant)).json();
    expect(await payCheckout(url, CARDS.declines)).toMatchObject({ kind: "declined" });
    expect(await confirm(tenant, await sessionOf(tenant.tenantId))).toMatchObject({ status: "open", credited: false });
    expect(await payCheckout(url)).toMatchObject({ kind: "complete" });
    expect(await confirm(tenant, await sessionOf(tenant.tenantId))).toMatchObject({ credited: true });
  });
});

describe("G20: a pack's credits come once, because its payment is heard of from many sides", () => {
  it("G20: the return page, every webhook twice and syncs at once give one pack", async () => {
    const tenant = await aTenant();
    const session = await bought(tenant, "pack_500");
    const events = await eventsOf(await customerOf(tenant.tenantId));
    expect(events.map(({ type }) => type)).toContain("checkout.session.completed");
    const webhooks = [...events, ...events].map((event) => deliver(JSON.stringify(event)));
    const syncs = Array.from({ length: 5 }, () => syncTenantBilling(tenant.tenantId, "webhook"));
    await Promise.all([...webhooks, ...syncs, confirm(tenant, session), confirm(tenant, session)]);
    await syncTenantBilling(tenant.tenantId, "repeat");
    const packs = await database()
      .select()
      .from(creditEntries)
      .where(and(eq(creditEntries.tenantId, tenant.tenantId), eq(creditEntries.packDelta, 500)));
    expect(packs).toMatchObject([{ kind: "grant", delta: 500 }]);
    expect(await creditsOf(tenant)).toMatchObject({ balance: 510, pack_balance: 500 });
  });

  it("G20: two packs bought one after the other are two", async () => {
    const tenant = await aTenant();
    await bought(tenant);
    await bought(tenant);
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect(await creditsOf(tenant)).toMatchObject({ pack_balance: 200 });
  });

  it("G20: packs outlive a change of plan, its end and the month's turn", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await bought(tenant);
    await syncTenantBilling(tenant.tenantId, "refresh");
    expect(await creditsOf(tenant)).toMatchObject({ balance: 300, pack_balance: 100 });
    const next = addMonths(wallNow(), 3);
    expect(await readCredits(database(), tenant.tenantId, 10, next)).toMatchObject({ balance: 10, packBalance: 100 });
  });
});

describe("G18: a refund takes back what is unspent, because what was used can't be returned", () => {
  it.each([
    ["nothing was used of it", 0, 10],
    ["the month's credits and a part were used", 40, 0],
    ["all of it was used", 110, 0],
  ])("G18: when %s", async (_what, used, left) => {
    const tenant = await aTenant();
    await bought(tenant);
    await syncTenantBilling(tenant.tenantId, "refresh");
    if (used > 0) await consumeCredits(database(), tenant.tenantId, used, newId());
    await refund(tenant.tenantId);
    await syncTenantBilling(tenant.tenantId, "repeat");
    expect(await creditsOf(tenant)).toMatchObject({ balance: left, pack_balance: 0 });
  });

  it("G18: a part of the money takes nothing back", async () => {
    const tenant = await aTenant();
    await bought(tenant);
    await refund(tenant.tenantId, 300);
    expect(await creditsOf(tenant)).toMatchObject({ pack_balance: 100 });
  });
});

describe("G10: one open purchase of credits, because two pages are a double charge", () => {
  it("G10: twenty clicks at once open one session; another pack closes it first", async () => {
    const tenant = await aTenant();
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(tenant)));
    const urls = await Promise.all(answers.map(async (answer) => (await answer.json()).url));
    expect(new Set(urls).size).toBe(1);
    expect((await open(tenant, "pack_500")).status).toBe(200);
    const sessions = await stripe().checkout.sessions.list({ customer: await customerOf(tenant.tenantId) });
    expect(sessions.data.map(({ status }) => status).sort()).toEqual(["expired", "open"]);
  });

  it("G10: a plan and a pack may be bought side by side", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    expect((await open(tenant)).status).toBe(200);
  });
});

describe("G23: a pack costs what the catalogue says", () => {
  it.each([
    ["an amount", "pack_100", { amount_minor: 1 }, 400, "invalid_request"],
    ["a quantity", "pack_100", { credits: 9_999 }, 400, "invalid_request"],
    ["an unknown pack", "pack_9999", {}, 404, "unknown_pack"],
    ["a currency that is not offered", "pack_100", { currency: "jpy" }, 400, "invalid_request"],
    ["a way back to another site", "pack_100", { return_to: "//evil.example" }, 400, "invalid_request"],
  ])("G23: refuses %s", async (_what, pack, body, status, code) => {
    const answer = await open(await aTenant(), pack, body);
    expect({ status: answer.status, code: (await answer.json()).code }).toEqual({ status, code });
  });

  it("G23: charges the pack's price in the asked currency", async () => {
    const tenant = await aTenant();
    await open(tenant, "pack_500", { currency: "eur" });
    const [session] = (await stripe().checkout.sessions.list({ customer: await customerOf(tenant.tenantId) })).data;
    expect(session).toMatchObject({ amount_total: 4_000, currency: "eur", mode: "payment" });
  });
});

describe("G21: strangers see nothing", () => {
  it("G21: members without the right to pay and unverified owners are refused", async () => {
    const tenant = await aTenant();
    const member = await aMember(tenant.tenantId, "member");
    const params = { tenant_id: tenant.tenantId, pack: "pack_100" };
    expect((await member.call(packCheckoutRoute, { params, body: {} })).status).toBe(403);
    expect(await (await open(await aTenant({ verified: false }))).json()).toMatchObject({ code: "email_not_verified" });
  });
});
