import type { QuoteDto } from "@/lib/contracts/plan-changes";
import { database } from "@/lib/database";
import { type QuoteChange, quoteChange } from "./quote-change";
import { toQuoteDto } from "./quote-dto";

/** Makes a quote and answers it in the API's words. */
export async function answerQuote(input: QuoteChange): Promise<QuoteDto> {
  return toQuoteDto(database(), await quoteChange(input));
}
