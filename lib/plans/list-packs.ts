import type { PackDto } from "@/lib/contracts/credits";
import { CURRENCIES } from "./catalogue";
import { CREDIT_PACKS } from "./credit-packs";

/** The credit packs that are on sale, the smallest first. */
export function listPacks(): PackDto[] {
  return CREDIT_PACKS.map(({ key, credits, amountMinor }) => ({
    key,
    credits,
    prices: CURRENCIES.map((currency) => ({ currency, amount_minor: amountMinor })),
  }));
}
