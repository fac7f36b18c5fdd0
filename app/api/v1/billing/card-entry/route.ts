import { readCardEntry } from "@/lib/card-setups/read-card-entry";
import { cardEntrySchema } from "@/lib/contracts/cards";
import { publicRoute } from "@/lib/http/routes";

/** What a page needs to take a card: the publishable key and where the script is. */
export const GET = publicRoute({ summary: "Tells how to show a card field", answer: cardEntrySchema }, async () =>
  readCardEntry(),
);
