import { createHash } from "node:crypto";
import { ChangeMemory } from "@/lib/live/change-memory";
import type { TenantCaller } from "./tenant-caller";

// On globalThis: Next bundles routes apart, and they share one memory.
const holder = globalThis as { tierlineCallers?: ChangeMemory<TenantCaller> };

// Sign-out, revocation and a change of role are announced and act at once. A second is the most that anything takes
// which is not (a row deleted by hand): the same promise as for the plan (G16).
const LIFE_MS = 1000;

/**
 * Who asks, without asking the database for each of his requests; for reads that are asked very often. Only callers
 * who were let in are remembered.
 */
export function recallCaller(
  request: Request,
  tenantId: string | undefined,
  identify: () => Promise<TenantCaller>,
): Promise<TenantCaller> {
  holder.tierlineCallers ??= new ChangeMemory();
  const { headers } = request;
  const parts = [tenantId ?? "", headers.get("authorization") ?? "", headers.get("cookie") ?? ""];
  const key = createHash("sha256").update(JSON.stringify(parts)).digest("base64");
  return holder.tierlineCallers.recall(key, async () => {
    const value = await identify();
    return { value, dependsOn: [{ tenantId: value.tenant.id, userId: value.actor.user.id }], lifeMs: LIFE_MS };
  });
}
