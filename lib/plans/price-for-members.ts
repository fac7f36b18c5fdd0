/** A price with its seats, as the catalogue's rows hold it. */
export interface SeatPrice {
  amountMinor: number;
  /** Null where the number of people does not matter. */
  extraMemberMinor: number | null;
}

/** What a period costs for so many people, in minor units, before discounts and tax. */
export function priceForMembers(price: SeatPrice, includedMembers: number | null, members: number): number {
  if (price.extraMemberMinor === null || includedMembers === null) return price.amountMinor;
  return price.amountMinor + Math.max(0, members - includedMembers) * price.extraMemberMinor;
}
