import { describe, expect, it } from "vitest";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { POST as startRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/route";
import { checkouts } from "@/db/schema/billing";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { type CheckoutId, newId } from "@/lib/ids";
import { ask } from "@/lib/plan-changes/testing/ask";
import { requireOffer } from "@/lib/plans/require-offer";
import { aTenant } from "@/lib/testing/a-tenant";
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

  it("G10: another plan can be bought once the first purchase must have died, since nobody may be kept from paying", async () => {
    const started = await ask(await anInterrupted(3_600_000), startRoute, { plan: "pro" }, 201);
    expect(started).toMatchObject({ outcome: "applied", access: { tier: "pro" } });
  });
});
