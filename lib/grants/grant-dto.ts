import type { GrantRow } from "@/db/queries/grants";
import type { GrantDto } from "@/lib/contracts/grants";

export function toGrantDto(row: GrantRow): GrantDto {
  return {
    id: row.id,
    tier: row.tier,
    reason: row.reason,
    starts_at: row.startsAt.toISOString(),
    ends_at: row.endsAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}
