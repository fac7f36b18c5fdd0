import { findPriceWithPlan, findQuote } from "@/db/queries/quotes";
import type { SignedIn } from "@/lib/auth/session";
import type { ChangeOutcomeDto } from "@/lib/contracts/plan-changes";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { QuoteId, TenantId } from "@/lib/ids";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { type ConfirmedChange, confirmQuote } from "./confirm-quote";
import { quoteChange } from "./quote-change";
import { toQuoteDto } from "./quote-dto";
import type { WantedChange } from "./read-changeable";

export interface ChangePlan extends WantedChange {
  tenantId: TenantId;
  actor: SignedIn;
  promotionCode: string | undefined;
  quoteId: QuoteId | undefined;
  requestId?: string;
}

/** Changes the plan as a quote says; without one it is made here, charged exactly and answered. */
export async function changePlan(input: ChangePlan): Promise<ChangeOutcomeDto> {
  const { tenantId, actor, requestId } = input;
  const quoteId = input.quoteId ? await requireMatching(input, input.quoteId) : (await quoteChange(input)).id;
  return toOutcomeDto(tenantId, await confirmQuote({ tenantId, actor, quoteId, requestId }));
}

/** The quote names what it is for: a request that says something else was put together wrongly. */
async function requireMatching({ tenantId, plan, interval, quantity }: ChangePlan, quoteId: QuoteId): Promise<QuoteId> {
  const db = database();
  const quote = await findQuote(db, tenantId, quoteId);
  if (!quote) throw new AppError("quote_not_found", "There is no such quote. Ask for a new one.");
  const target = await findPriceWithPlan(db, quote.toPriceId);
  const isSame =
    target?.plan.tier === plan &&
    (interval === undefined || interval === target.price.interval) &&
    (quantity === undefined || quantity === quote.toQuantity);
  if (!isSame) throw new AppError("invalid_request", "new_plan: the quote is for another plan.");
  return quoteId;
}

async function toOutcomeDto(tenantId: TenantId, change: ConfirmedChange): Promise<ChangeOutcomeDto> {
  const db = database();
  return {
    outcome: change.outcome,
    quote: await toQuoteDto(db, change.quote),
    client_secret: change.clientSecret,
    hosted_invoice_url: change.hostedUrl,
    billing: await readBillingState(db, tenantId),
  };
}
