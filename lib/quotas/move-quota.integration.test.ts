import { describe, expect, it } from "vitest";
import { POST as createRoute } from "@/app/api/v1/tenants/[tenant_id]/resources/[resource]/route";
import { POST as moveRoute } from "@/app/api/v1/tenants/[tenant_id]/usage/[resource]/route";
import { database } from "@/lib/database";
import { newId } from "@/lib/ids";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { recountQuota } from "./recount-quota";

withWorld();

const move = ({ browser, tenantId }: TestTenant, delta: number, source: string, resource = "suppliers") =>
  browser.call(moveRoute, { params: { tenant_id: tenantId, resource }, body: { delta, source } });

const create = ({ browser, tenantId }: TestTenant) =>
  browser.call(createRoute, { params: { tenant_id: tenantId, resource: "suppliers" }, body: { name: "Rossi" } });

describe("G19: outside services share the limit, because a quota in two places is no quota", () => {
  it("G19: items of ours and takes of services at once never exceed the plan's 5", async () => {
    const tenant = await aTenant();
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, i) => (i % 2 ? create(tenant) : move(tenant, 1, newId<string>()))),
    );
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(19);
    const recount = database().transaction((tx) => recountQuota(tx, tenant.tenantId, "suppliers"));
    expect(await recount).toBeNull();
  });

  it("G19: the same source counts once, however often and at once it is sent", async () => {
    const tenant = await aTenant();
    const answers = await Promise.all(Array.from({ length: 10 }, () => move(tenant, 1, "supplier 7")));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await (await move(tenant, 1, "supplier 7")).json()).toMatchObject({ used: 1, limit: 5, remaining: 4 });
    expect(await (await move(tenant, -1, "supplier 7")).json()).toMatchObject({ code: "source_reused" });
  });

  it("G19: no more is given back than services hold, because that would be room for nothing", async () => {
    const tenant = await aTenant();
    await create(tenant);
    expect(await (await move(tenant, -1, "a")).json()).toMatchObject({ code: "invalid_request" });
    await move(tenant, 1, "b");
    const answers = await Promise.all(["c", "d", "e"].map((source) => move(tenant, -1, source)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(await (await move(tenant, 1, "b")).json()).toMatchObject({ used: 1 });
  });

  it("people are counted by their memberships, never by a service", async () => {
    expect((await move(await aTenant(), 1, "somebody", "users")).status).toBe(404);
  });
});
