/** The keys of the packs, the smallest first. */
export const CREDIT_PACK_KEYS = ["pack_100", "pack_500"] as const;
export type CreditPackKey = (typeof CREDIT_PACK_KEYS)[number];

/** Credits that are bought once and do not expire. */
export interface CreditPack {
  key: CreditPackKey;
  credits: number;
  /** The same number in every currency of the catalogue. */
  amountMinor: number;
}

export const CREDIT_PACKS: readonly CreditPack[] = [
  { key: "pack_100", credits: 100, amountMinor: 1_000 },
  { key: "pack_500", credits: 500, amountMinor: 4_000 },
];

/** The pack of that key, or null: keys come from addresses and from rows of earlier catalogues. */
export function findPack(key: string | null | undefined): CreditPack | null {
  return CREDIT_PACKS.find((pack) => pack.key === key) ?? null;
}
