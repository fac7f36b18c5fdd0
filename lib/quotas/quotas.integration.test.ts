import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotaUsage, workspaceItems } from "@/db/schema/quotas";
import { outboxEvents } from "@/db/schema/sync";
import { tenants } from "@/db/schema/tenants";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { detachChild } from "@/lib/tenants/detach-child";
import { aMember, aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { quotaOwner } from "./quota-owner";
import { readResourceUsage } from "./read-usage";
import { recountQuota } from "./recount-quota";
import { giveBackQuota, takeQuota } from "./take-quota";

withWorld();

const take = (tenantId: TenantId, limit: number | null) =>
  database().transaction((tx) => takeQuota(tx, tenantId, "products", limit));

const giveBack = (tenantId: TenantId) => database().transaction((tx) => giveBackQuota(tx, tenantId, "products"));

async function used(tenantId: TenantId) {
  return (await readResourceUsage(database(), tenantId, "products")).used;
}

async function childOf(parentId: TenantId): Promise<TenantId> {
  const { tenantId } = await aTenant();
  await database().update(tenants).set({ parentId }).where(eq(tenants.id, tenantId));
  return tenantId;
}

const anItem = (tenantId: TenantId) =>
  database().insert(workspaceItems).values({ id: newId(), tenantId, resource: "products", name: "Olive oil" });

describe("G19: quotas are never exceeded, because parallel requests are where limits leak", () => {
  it("G19: of 60 requests at once for 7 places exactly 7 succeed, also when nothing was ever counted before", async () => {
    const { tenantId } = await aTenant();
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => take(tenantId, 7)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
    const refused = answers.find((answer) => answer.status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "quota_reached", extras: { upgradeUrl: expect.any(String) } } });
    expect(await used(tenantId)).toBe(7);
  });

  it("G19: any mixture of taking and giving back in parallel stays between nothing and the limit", async () => {
    const steps = fc.array(fc.boolean(), { minLength: 5, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), async (takes, limit) => {
        const { tenantId } = await aTenant();
        const answers = await Promise.allSettled(
          takes.map((takesOne) => (takesOne ? take(tenantId, limit) : giveBack(tenantId))),
        );
        const taken = answers.filter(({ status }, i) => takes[i] && status === "fulfilled").length;
        const after = await used(tenantId);
        expect(after).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(Math.min(limit, taken));
      }),
      { numRuns: 12 },
    );
  });

  it("G19: what is unlimited is counted all the same, so that a later limit knows where it stands", async () => {
    const { tenantId } = await aTenant();
    await Promise.all(Array.from({ length: 12 }, () => take(tenantId, null)));
    await expect(take(tenantId, 12)).rejects.toMatchObject({ code: "quota_reached" });
    expect(await used(tenantId)).toBe(12);
  });

  it("G19: what was there before anybody counted is counted first", async () => {
    const { tenantId } = await aTenant();
    for (const _ of [1, 2]) await anItem(tenantId);
    await take(tenantId, 3);
    await expect(take(tenantId, 3)).rejects.toMatchObject({ code: "quota_reached" });
  });

  it("G19: the last place is announced once, however many ask for it", async () => {
    const { tenantId } = await aTenant();
    await Promise.allSettled(Array.from({ length: 20 }, () => take(tenantId, 4)));
    const events = await database().select().from(outboxEvents).where(eq(outboxEvents.tenantId, tenantId));
    const reached = events.filter(({ type }) => type === "QuotaReached");
    expect(reached.map(({ data }) => data)).toEqual([{ resource: "products", limit: 4 }]);
  });
});

describe("G19: child workspaces share the quota of the one that pays", () => {
  it("G19: takes of three workspaces at once never exceed the one limit above them", async () => {
    const { tenantId: root } = await aTenant();
    const child = await childOf(root);
    const grandchild = await childOf(child);
    expect(await quotaOwner(database(), grandchild)).toBe(root);
    const tree = [root, child, grandchild];
    const answers = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => take(tree[i % 3] ?? root, 5)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await Promise.all(tree.map(used))).toEqual([5, 5, 5]);
  });

  it("G19: a workspace that leaves takes what it holds along, so that its room is free again", async () => {
    const { tenantId: root, owner } = await aTenant();
    const child = await childOf(root);
    await anItem(child);
    await take(child, 5);
    await anItem(child);
    expect(await used(root)).toBe(2);
    await detachChild({ tenantId: root, actor: owner, childId: child, requestId: "test" });
    expect([await used(root), await used(child)]).toEqual([0, 2]);
  });

  it("G19: a person who sits in two workspaces of the tree is one user", async () => {
    const { tenantId: root, owner } = await aTenant();
    const child = await childOf(root);
    await aMember(child, "member");
    const users = async () => (await readResourceUsage(database(), root, "users")).used;
    expect(await users()).toBe(3);
    await database().execute(
      `insert into memberships (tenant_id, user_id, role) values ('${child}', '${owner.user.id}', 'admin')`,
    );
    expect(await users()).toBe(3);
  });
});

describe("a wrong count is set right, because a customer must not pay for our mistake", () => {
  it("counts anew what is there and says what was wrong, once", async () => {
    const { tenantId } = await aTenant();
    for (const _ of [1, 2, 3]) await anItem(tenantId);
    await take(tenantId, null);
    await anItem(tenantId);
    await database().update(quotaUsage).set({ used: 9 }).where(eq(quotaUsage.tenantId, tenantId));
    const recount = () => database().transaction((tx) => recountQuota(tx, tenantId, "products"));
    expect(await recount()).toEqual({ was: 9, used: 4 });
    expect(await recount()).toBeNull();
  });
});
