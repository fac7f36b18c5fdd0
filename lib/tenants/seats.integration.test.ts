import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as acceptRoute } from "@/app/api/v1/me/invitations/route";
import { POST as createChildRoute } from "@/app/api/v1/tenants/[tenant_id]/children/route";
import { POST as inviteRoute } from "@/app/api/v1/tenants/[tenant_id]/invitations/route";
import { DELETE as leaveRoute } from "@/app/api/v1/tenants/[tenant_id]/members/me/route";
import { findCurrentSubscription } from "@/db/queries/billing";
import { users } from "@/db/schema/identity";
import { memberships } from "@/db/schema/tenants";
import { database } from "@/lib/database";
import type { Problem } from "@/lib/http/problem";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId, type TenantId, type UserId } from "@/lib/ids";
import { latestInvoiceOf } from "@/lib/plan-changes/testing/at-stripe";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { aMemberOf, callTenant, invitationMailedTo, outcomeOf } from "./testing/people";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  worker = await startWorker({ schedule: "" });
});
afterAll(() => worker.stop());

const INCLUDED = 20;

async function aHouseOf(people: number) {
  const tenant = await aTenant({ subscribedTo: { tier: "enterprise" } });
  for (let count = 1; count < people; count++) await aSitter(tenant.tenantId);
  return tenant;
}

/** An Enterprise workspace in which the next person is the first who costs more. */
const aFullHouse = () => aHouseOf(INCLUDED);

async function aSitter(tenantId: TenantId): Promise<void> {
  const id = newId<UserId>();
  await database()
    .insert(users)
    .values({ id, email: `${id}@example.com`, name: "Sitter" });
  await database().insert(memberships).values({ tenantId, userId: id, role: "member" });
}

const invite = (browser: TestBrowser, tenantId: string, email: string, quoteId?: string) =>
  callTenant(browser, inviteRoute, tenantId, { body: { email, role: "member", confirm_quote_id: quoteId } });

/** Not all jobs: each change of plan leaves one that looks after it a minute later. */
const seatsFollowed = () =>
  expect
    .poll(() => database().execute(sql`select 1 from graphile_worker.jobs where task_identifier = 'sync-seats'`), {
      timeout: 15_000,
    })
    .toHaveLength(0);

const paidSeats = async (tenantId: TenantId) =>
  (await findCurrentSubscription(database(), tenantId))?.subscription.quantity;

describe("G7: a seat that costs more is agreed to before it is promised, because an invitation is not an order", () => {
  it("G7: shows the amount, charges exactly that once it is confirmed, and not again when the person joins", async () => {
    const { tenantId, browser } = await aFullHouse();
    const guest = await aTenant();
    const { email } = guest.owner.user;
    const refused: Problem = await (await invite(browser, tenantId, email)).json();
    expect(refused).toMatchObject({
      code: "seat_quote_required",
      status: 402,
      quote: { quantity: 21, currency: "usd" },
    });
    expect(refused.quote?.amount_due_minor).toBeGreaterThan(0);
    expect((await invite(browser, tenantId, email, refused.quote?.id)).status).toBe(201);
    const charged = await latestInvoiceOf(tenantId);
    expect(charged).toMatchObject({ status: "paid", amount_paid: refused.quote?.amount_due_minor });
    const token = await invitationMailedTo(email);
    expect((await guest.browser.call(acceptRoute, { body: { token } })).status).toBe(200);
    await seatsFollowed();
    expect(await paidSeats(tenantId)).toBe(21);
    expect((await latestInvoiceOf(tenantId)).id).toBe(charged.id);
  });

  it("asks for nothing while the plan includes the person, or while he sits in another workspace of the family", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "enterprise" } });
    expect((await invite(browser, tenantId, `${newId<string>()}@example.com`)).status).toBe(201);
    const full = await aHouseOf(INCLUDED - 1);
    const body = { name: "Branch" };
    const child = await (await callTenant(full.browser, createChildRoute, full.tenantId, { body })).json();
    const cousin = await aMemberOf(child.id, "member");
    const outcome = await outcomeOf(await invite(full.browser, full.tenantId, cousin.email));
    expect(outcome).toBe("201");
  });

  it("is refused to people who may invite but not spend: the child's owner who is nobody in the one that pays", async () => {
    const { tenantId, browser } = await aFullHouse();
    const child = await (await callTenant(browser, createChildRoute, tenantId, { body: { name: "Branch" } })).json();
    const admin = await aMemberOf(child.id, "admin");
    const outcome = await outcomeOf(await invite(admin.browser, child.id, `${newId<string>()}@example.com`));
    expect(outcome).toBe("403 forbidden");
  });

  it("is given back by leaving: the next renewal costs less", async () => {
    const { tenantId, browser } = await aFullHouse();
    const guest = await aTenant();
    const { email } = guest.owner.user;
    const { quote }: Problem = await (await invite(browser, tenantId, email)).json();
    await invite(browser, tenantId, email, quote?.id);
    const token = await invitationMailedTo(email);
    await guest.browser.call(acceptRoute, { body: { token } });
    await seatsFollowed();
    expect((await callTenant(guest.browser, leaveRoute, tenantId, { method: "DELETE" })).status).toBe(204);
    await seatsFollowed();
    const current = await findCurrentSubscription(database(), tenantId);
    expect(current?.subscription).toMatchObject({ quantity: 21, scheduledQuantity: 20 });
  });
});
