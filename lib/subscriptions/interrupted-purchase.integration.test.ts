import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { POST as startRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/route";
import { POST as completeRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/trial/complete/route";
import { POST as trialRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/trial/route";
import { insertTrial } from "@/db/queries/trials";
import { checkouts } from "@/db/schema/billing";
import { cardSetups } from "@/db/schema/grants";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { type CheckoutId, newId } from "@/lib/ids";
import { ask } from "@/lib/plan-changes/testing/ask";
import { useCard } from "@/lib/plan-changes/testing/at-stripe";
import { requireOffer } from "@/lib/plans/require-offer";
import { aTenant } from "@/lib/testing/a-tenant";
import { enterCard } from "@/lib/testing/enter-card";
import { withWorld } from "@/lib/testing/world";

withWorld();

/** A workspace with a saved card, in which a purchase of another plan was begun so long ago and never finished. */
async function anInterrupted(ageMs: number) {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  await ask(tenant, cancelRoute, { at: "now" });
  const { price } = await requireOffer(database(), "starter", "monthly", "usd");
  const values = { id: newId<CheckoutId>(), tenantId: tenant.tenantId, priceId: price.id, status: "opening" } as const;
  await database()
    .insert(checkouts)
    .values({ ...values, createdAt: addMs(wallNow(), -ageMs) });
  return tenant;
}

describe("G10: a purchase under way keeps others out, and one that died does not", () => {
  it("G10: another plan is refused while the first purchase may still be made", async () => {
    const refused = await ask(await anInterrupted(1000), startRoute, { plan: "pro" }, 409);
    expect(refused).toMatchObject({ code: "checkout_busy" });
  });

  it("G10: a trial that starts in this moment keeps a purchase out, and the other way round: both would be billed", async () => {
    const tenant = await aTenant();
    const opened = await ask(tenant, trialRoute, { plan: "pro" });
    const { setup_intent_id } = opened;
    await enterCard(setup_intent_id);
    const { price } = await requireOffer(database(), "starter", "monthly", "usd");
    const id = newId<CheckoutId>();
    await database().insert(checkouts).values({ id, tenantId: tenant.tenantId, priceId: price.id, status: "opening" });
    expect(await ask(tenant, completeRoute, { setup_intent_id }, 409)).toMatchObject({ code: "checkout_busy" });
    await database().delete(checkouts).where(eq(checkouts.id, id));
    await useCard(tenant.tenantId, "pm_card_visa");
    const ofTrial = eq(cardSetups.stripeSetupIntentId, setup_intent_id);
    await database().update(cardSetups).set({ state: "completing" }).where(ofTrial);
    const traits = { normalizedEmail: tenant.owner.user.email, cardFingerprint: newId<string>() };
    const [setup] = await database().select().from(cardSetups).where(ofTrial);
    if (!setup) throw new Error("no setup");
    await insertTrial(database(), { id: setup.id, tenantId: tenant.tenantId, tier: "pro", ...traits });
    expect(await ask(tenant, startRoute, { plan: "pro" }, 409)).toMatchObject({ code: "checkout_busy" });
  });

  it("G10: another plan can be bought once the first purchase must have died, since nobody may be kept from paying", async () => {
    const started = await ask(await anInterrupted(3_600_000), startRoute, { plan: "pro" }, 201);
    expect(started).toMatchObject({ outcome: "applied", access: { tier: "pro" } });
  });
});
