import type { CardEntryDto } from "@/lib/contracts/cards";
import { cardEntry } from "@/lib/stripe/card-entry";

/** What a page needs to show a card field; throws `cards_unavailable`. */
export function readCardEntry(): CardEntryDto {
  const { publishableKey, scriptUrl } = cardEntry();
  return { publishable_key: publishableKey, script_url: scriptUrl };
}
