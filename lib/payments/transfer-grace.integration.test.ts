import { describe, expect, it } from "vitest";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { payByTransfer } from "./pay-by-transfer";
import { advanceTime, anOperator } from "./testing/money";

withWorld();

async function accessAfter(days: number) {
  const operator = await anOperator();
  const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
  await payByTransfer({ tenantId, actor: operator.owner });
  // One step to the renewal, one from there.
  for (const step of [32, days - 32]) await advanceTime(tenantId, step);
  await syncTenantBilling(tenantId, "refresh");
  return (await readEntitlement(database(), tenantId)).access;
}

describe("G14: a transfer that is late has the same grace as a card that fails, counted from when it was due", () => {
  it("G14: works in full on the days after the fourteen that it had, then is read-only, and not ended before its time", async () => {
    expect(await accessAfter(40)).toMatchObject({ tier: "pro", mode: "full" });
    expect(await accessAfter(47)).toMatchObject({ tier: "pro", mode: "grace" });
    expect(await accessAfter(54)).toMatchObject({ tier: "pro", mode: "read_only" });
    expect(await accessAfter(60)).toMatchObject({ tier: "pro", mode: "read_only" });
  });
});
