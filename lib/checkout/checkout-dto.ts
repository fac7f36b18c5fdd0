import type { CheckoutRow } from "@/db/queries/billing";
import type { CheckoutDto } from "@/lib/contracts/checkout";

export function toCheckoutDto(row: CheckoutRow): CheckoutDto {
  if (!row.url) throw new Error(`checkout ${row.id} has no address`);
  return { checkout_id: row.id, url: row.url, expires_at: row.expiresAt?.toISOString() ?? null };
}
