import { describe, expect, it } from "vitest";
import { PUT } from "@/app/api/v1/tenants/[tenant_id]/time-machine/card/route";
import { GET, POST } from "@/app/api/v1/tenants/[tenant_id]/time-machine/route";
import type { TimeMachineDto } from "@/lib/contracts/time-machine";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { setSandbox } from "@/lib/testing/time";
import { withWorld } from "@/lib/testing/world";

withWorld();

async function travel({ browser, tenantId }: TestTenant, body: object): Promise<TimeMachineDto> {
  const response = await browser.call(POST, { params: { tenant_id: tenantId }, body });
  expect(response.status).toBe(200);
  return response.json();
}

async function accessOf({ tenantId }: TestTenant): Promise<string> {
  const { access } = await readEntitlement(database(), tenantId);
  return `${access.tier}:${access.mode}`;
}

describe("the time machine shows a subscription's life in minutes", () => {
  it("goes from renewal to renewal, and through a failing card to read-only and back", async () => {
    await setSandbox({ after_last_retry: "past_due" });
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    const params = { tenant_id: tenant.tenantId };
    expect((await travel(tenant, { moment: "next_renewal" })).is_moved).toBe(true);
    expect(await accessOf(tenant)).toBe("pro:full");
    await tenant.browser.call(PUT, { method: "PUT", params, body: { card: "declines" } });
    const { moments } = await travel(tenant, { moment: "next_renewal" });
    expect(await accessOf(tenant)).toBe("pro:grace");
    expect(moments.map(({ name }) => name)).toEqual(["grace_end", "read_only_end", "next_renewal", "year_later"]);
    await travel(tenant, { moment: "grace_end" });
    expect(await accessOf(tenant)).toBe("pro:read_only");
    await tenant.browser.call(PUT, { method: "PUT", params, body: { card: "works" } });
    expect(await accessOf(tenant)).toBe("pro:full");
  });

  it("says what to do first when there is nobody whose time could be moved", async () => {
    const tenant = await aTenant();
    const read = await tenant.browser.call(GET, { method: "GET", params: { tenant_id: tenant.tenantId } });
    expect(await read.json()).toMatchObject({ can_move: false, is_moved: false });
    const refused = await tenant.browser.call(POST, { params: { tenant_id: tenant.tenantId }, body: { days: 3 } });
    expect(await refused.json()).toMatchObject({ code: "no_billing_account" });
  });
});
