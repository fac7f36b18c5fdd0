import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as checkoutRoute } from "@/app/api/v1/tenants/[tenant_id]/checkout/route";
import { checkouts } from "@/db/schema/billing";
import { database } from "@/lib/database";
import { subscribeByTransfer } from "@/lib/payments/subscribe-by-transfer";
import { anOperator } from "@/lib/payments/testing/money";
import { stripe } from "@/lib/stripe/client";
import { aMember, aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { ask } from "./testing/ask";
import { stripeIdsOf } from "./testing/at-stripe";

withWorld();

async function ofThree() {
  const tenant = await aTenant();
  await aMember(tenant.tenantId, "admin");
  await aMember(tenant.tenantId, "member");
  return tenant;
}

describe("G7: whoever is there when a plan begins is paid for from the first day, because the page said so", () => {
  it("G7: on the payment page", async () => {
    const tenant = await ofThree();
    await ask(tenant, checkoutRoute, { plan: "enterprise" });
    const [row] = await database().select().from(checkouts).where(eq(checkouts.tenantId, tenant.tenantId));
    const { data } = await stripe().checkout.sessions.listLineItems(row?.stripeSessionId ?? "");
    expect(data).toMatchObject([{ quantity: 3 }]);
  });

  it("G7: and by transfer", async () => {
    const { tenantId } = await ofThree();
    const { owner: actor } = await anOperator();
    await subscribeByTransfer({ tenantId, plan: "enterprise", interval: "monthly", currency: "usd", actor });
    const { subscription } = await stripeIdsOf(tenantId);
    expect((await stripe().subscriptions.retrieve(subscription)).items.data).toMatchObject([{ quantity: 3 }]);
  });
});
