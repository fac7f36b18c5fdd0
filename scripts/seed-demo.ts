import { eq } from "drizzle-orm";
import { disconnect } from "@/db/client";
import { users } from "@/db/schema/identity";
import { createAccount } from "@/lib/auth/create-account";
import { hashPassword } from "@/lib/auth/hash-password";
import type { SignedIn } from "@/lib/auth/session";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { newId, type SessionId, type TenantId } from "@/lib/ids";
import type { Interval, Tier } from "@/lib/plans/catalogue";
import { requireOffer } from "@/lib/plans/require-offer";
import { startDemoSubscription } from "@/lib/stripe/demo-subscription";
import { createPoster } from "@/lib/studio/create-poster";
import { cancelSubscription } from "@/lib/subscriptions/cancel-subscription";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

// Demo people in the states that a newcomer wants to look at; everything goes through the same use cases as real ones.
const PASSWORD = "tierline-demo";

interface Demo {
  name: string;
  note: string;
  posters: string[];
  subscription?: { tier: Tier; interval: Interval; trialDays?: number; canceled?: boolean };
}

const DEMOS: Demo[] = [
  {
    name: "Fay Free",
    note: "Free, 8 of 10 credits left",
    posters: ["A lighthouse above the clouds", "Quiet harbour at dawn"],
  },
  {
    name: "Otto Out",
    note: "Free, no credits left",
    posters: [
      "Red desert",
      "Blue desert",
      "Moon over pines",
      "Paper boats",
      "Old tram",
      "Tulips",
      "Night train",
      "Herons",
      "Salt flats",
      "North sea",
    ],
  },
  {
    name: "Tessa Trial",
    note: "Starter, in the trial",
    posters: ["City of bridges", "Warm rain"],
    subscription: { tier: "starter", interval: "monthly", trialDays: 14 },
  },
  {
    name: "Paula Pro",
    note: "Pro, monthly",
    posters: ["Mountain lake in autumn", "Jazz festival", "Concrete garden", "Sunday market"],
    subscription: { tier: "pro", interval: "monthly" },
  },
  {
    name: "Emil Ending",
    note: "Pro, cancelled at the period's end",
    posters: ["Last summer evening"],
    subscription: { tier: "pro", interval: "yearly", canceled: true },
  },
];

async function seedPerson(demo: Demo): Promise<{ email: string; password: string; note: string }> {
  const email = `${demo.name.split(" ")[0]?.toLowerCase()}@tierline.example`;
  const login = { email, password: PASSWORD, note: demo.note };
  const db = database();
  const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (known) return login;
  const passwordHash = await hashPassword(PASSWORD);
  const now = wallNow();
  const { tenantId, actor } = await db.transaction(async (tx) => {
    const account = { name: demo.name, email, passwordHash, locale: "en" };
    const { userId, tenantId } = await createAccount(tx, account, now);
    await tx.update(users).set({ emailVerifiedAt: now }).where(eq(users.id, userId));
    const user: SignedIn["user"] = {
      id: userId,
      email,
      name: demo.name,
      locale: "en",
      emailVerifiedAt: now,
      isOperator: false,
    };
    return { tenantId, actor: { sessionId: newId<SessionId>(), user } };
  });
  if (demo.subscription) await subscribe(tenantId, actor.user, demo.subscription);
  for (const prompt of demo.posters) await createPoster({ tenantId, actor, prompt, requestId: newId() });
  return login;
}

async function subscribe(tenantId: TenantId, user: SignedIn["user"], wanted: NonNullable<Demo["subscription"]>) {
  const db = database();
  const { stripeCustomerId } = await bindCustomer(db, tenantId, user);
  const { price } = await requireOffer(db, wanted.tier, wanted.interval, "usd");
  await startDemoSubscription(stripeCustomerId, price.stripePriceId, { trialDays: wanted.trialDays });
  await syncTenantBilling(tenantId, "checkout-requested");
  if (wanted.canceled)
    await cancelSubscription({ tenantId: tenantId, actor: "system", at: "period_end", reason: undefined });
}

const logins = [];
for (const demo of DEMOS) logins.push(await seedPerson(demo));
console.log(JSON.stringify({ logins }));
await disconnect();
