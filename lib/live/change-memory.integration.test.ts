import { afterAll, describe, expect, it, vi } from "vitest";
import { announceGeneralChange, announceTenantChange } from "@/db/queries/announce";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { withWorld } from "@/lib/testing/world";
import { ChangeMemory } from "./change-memory";
import { noteChange, stopListening } from "./tenant-changes";

afterAll(stopListening);
withWorld();

/** A memory of one tenant's number, which rises with each reading. */
function aMemory(tenantId = newId<TenantId>(), lifeMs = 60_000) {
  const memory = new ChangeMemory<number>();
  let reads = 0;
  const recall = (meanwhile?: () => Promise<void> | void) =>
    memory.recall("number", async () => {
      reads += 1;
      const value = reads;
      await meanwhile?.();
      return { value, dependsOn: [{ tenantId }], lifeMs };
    });
  return { tenantId, recall };
}

describe("G16: what is remembered is never older than an announced change", () => {
  it("G16: keeps a value until its tenant changes, whatever other tenants do", async () => {
    const { tenantId, recall } = aMemory();
    expect([await recall(), await recall()]).toEqual([1, 1]);
    await announceTenantChange(database(), newId<TenantId>(), "webhook");
    expect(await recall()).toBe(1);
    await announceTenantChange(database(), tenantId, "webhook");
    await vi.waitFor(async () => expect(await recall()).toBe(2));
    await announceGeneralChange(database(), "catalogue");
    await vi.waitFor(async () => expect(await recall()).toBe(3));
  });

  it("G16: does not keep what was read while it changed, because it may be the old state", async () => {
    const { tenantId, recall } = aMemory();
    expect(await recall(() => noteChange({ tenantId }))).toBe(1);
    expect(await recall(() => noteChange({}))).toBe(2);
    expect(await recall(() => noteChange({ tenantId: newId<TenantId>() }))).toBe(3);
    expect(await recall()).toBe(3);
  });

  it("G16: keeps nothing whose time is over, and nothing that failed", async () => {
    const { recall } = aMemory(undefined, 0);
    expect([await recall(), await recall()]).toEqual([1, 2]);
    await expect(recall(() => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
    expect(await recall()).toBe(4);
  });

  it("G16: goes on after the listening ended and began anew", async () => {
    const { tenantId, recall } = aMemory();
    expect(await recall()).toBe(1);
    await stopListening();
    expect([await recall(), await recall()]).toEqual([2, 2]);
    await announceTenantChange(database(), tenantId, "webhook");
    await vi.waitFor(async () => expect(await recall()).toBe(3));
  });
});
