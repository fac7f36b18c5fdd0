import type { ResourceUsageDto } from "@/lib/contracts/usage";
import type { ResourceUsage } from "./read-usage";

export function toResourceUsageDto({ resource, used, limit }: ResourceUsage): ResourceUsageDto {
  if (limit === null) return { resource, used, limit, remaining: null, percent: null };
  const percent = limit === 0 ? 100 : Math.round((used * 100) / limit);
  return { resource, used, limit, remaining: Math.max(0, limit - used), percent };
}
