import { eq } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import type { Role } from "@/db/schema/tenants";
import { memberships } from "@/db/schema/tenants";
import { createAccount } from "@/lib/auth/create-account";
import { openSession } from "@/lib/auth/open-session";
import type { InSession } from "@/lib/auth/session";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId, type TenantId } from "@/lib/ids";
import type { Interval, Tier } from "@/lib/plans/catalogue";
import { requireOffer } from "@/lib/plans/require-offer";
import { startDemoSubscription } from "@/lib/stripe/demo-subscription";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

export interface TestTenant {
  tenantId: TenantId;
  owner: InSession;
  /** Signed in as the owner. */
  browser: TestBrowser;
}

interface Wanted {
  verified?: boolean;
  subscribedTo?: { tier: Tier; interval?: Interval; trialDays?: number };
}

/** A signed-in person with his workspace, in the state that the test needs. */
export async function aTenant(wanted: Wanted = {}): Promise<TestTenant> {
  const email = `${newId<string>()}@example.com`;
  const now = wallNow();
  const emailVerifiedAt = wanted.verified === false ? null : now;
  const db = database();
  const { userId, tenantId } = await db.transaction((tx) =>
    createAccount(tx, { name: "Ada Lovelace", email, passwordHash: "unused", locale: "en" }, now),
  );
  await db.update(users).set({ emailVerifiedAt }).where(eq(users.id, userId));
  const browser = new TestBrowser();
  const sessionId = await signIn(browser, userId);
  const user = { id: userId, email, name: "Ada Lovelace", locale: "en", emailVerifiedAt, isOperator: false };
  const tenant = { tenantId, owner: { sessionId, user }, browser };
  if (wanted.subscribedTo) await subscribe(tenant, wanted.subscribedTo);
  return tenant;
}

async function signIn(browser: TestBrowser, userId: InSession["user"]["id"]) {
  const sessionId = await openSession(database(), userId, { userAgent: null, ipAddress: browser.address });
  browser.keep(await sessionCookie(sessionId));
  return sessionId;
}

/** Gives a workspace a paid subscription on a test card. */
export async function subscribe({ tenantId, owner }: TestTenant, wanted: NonNullable<Wanted["subscribedTo"]>) {
  const { stripeCustomerId } = await bindCustomer(database(), tenantId, owner.user);
  const { price } = await requireOffer(database(), wanted.tier, wanted.interval ?? "monthly", "usd");
  await startDemoSubscription(stripeCustomerId, price.stripePriceId, { trialDays: wanted.trialDays });
  await syncTenantBilling(tenantId, "repeat");
}

/** A browser of another person who belongs to the tenant in that role. */
export async function aMember(tenantId: TenantId, role: Role): Promise<TestBrowser> {
  const { owner, browser } = await aTenant();
  await database().insert(memberships).values({ tenantId, userId: owner.user.id, role });
  return browser;
}
