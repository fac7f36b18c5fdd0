import type { z } from "zod";
import type { Database } from "@/db/client";
import type { limitSchema } from "@/lib/contracts/usage";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { RESOURCES, type Resource } from "@/lib/plans/catalogue";
import { readResourceUsage } from "./read-usage";
import { toResourceUsageDto } from "./usage-dto";

/** A counted resource by its name in an address; throws `not_found`. */
export function requireResource(name: string | undefined): Resource {
  const resource = RESOURCES.find((each) => each === name);
  if (resource) return resource;
  throw new AppError("not_found", `There is no such resource. Choose one of ${RESOURCES.join(", ")}.`);
}

/** One limit with its use, and whether one more fits; throws `not_found`. */
export async function readLimit(
  db: Database,
  tenantId: TenantId,
  name: string | undefined,
): Promise<z.infer<typeof limitSchema>> {
  const resource = requireResource(name);
  const [usage, { access }] = await Promise.all([
    readResourceUsage(db, tenantId, resource),
    readEntitlement(db, tenantId),
  ]);
  const allowed = usage.limit === null || usage.used < usage.limit;
  return { ...toResourceUsageDto(usage), tier: access.tier, allowed };
}
