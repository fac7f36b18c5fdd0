import type { CreditEntryRow, ReservationRow } from "@/db/queries/credits";
import type { CreditEntryDto, ReservationDto } from "@/lib/contracts/credits";
import type { CreditsDto } from "@/lib/contracts/subscription";
import { availableCredits } from "./credit-policy";
import type { CreditsNow } from "./read-credits";

export function toCreditsDto(credits: CreditsNow): CreditsDto {
  return {
    unlimited: credits.unlimited,
    balance: availableCredits(credits),
    monthly_balance: credits.balance,
    pack_balance: credits.packBalance,
    reserved: credits.reserved,
    granted_this_month: credits.grantedThisMonth,
    used_this_month: credits.usedThisMonth,
    resets_at: credits.monthEndAt.toISOString(),
  };
}

export function toReservationDto(row: ReservationRow, credits: CreditsNow): ReservationDto {
  return {
    reservation_id: row.id,
    state: row.state,
    quantity: row.quantity,
    settled_quantity: row.settledQuantity,
    expires_at: row.expiresAt.toISOString(),
    credits: toCreditsDto(credits),
  };
}

export function toCreditEntryDto(row: CreditEntryRow): CreditEntryDto {
  return {
    id: row.id,
    kind: row.kind,
    delta: row.delta,
    pack_delta: row.packDelta,
    quantity: row.quantity,
    source: row.source,
    note: row.note,
    created_at: row.createdAt.toISOString(),
  };
}
