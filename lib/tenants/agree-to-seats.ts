import { findRole, findTenant } from "@/db/queries/members";
import { countSeatsPromised } from "@/db/queries/seats";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { QuoteId, TenantId } from "@/lib/ids";
import { confirmQuote } from "@/lib/plan-changes/confirm-quote";
import { quoteChange } from "@/lib/plan-changes/quote-change";
import { seatChangeFor } from "@/lib/plan-changes/seat-change";
import { roleAllows } from "./permissions";
import { rootOf } from "./seats";

interface AgreeToSeats {
  tenantId: TenantId;
  actor: SignedIn;
  /** Whom the seat is for. */
  email: string;
  /** The quote that the actor has seen; undefined the first time. */
  quoteId: string | undefined;
  requestId: string;
}

/**
 * Sees to it that a seat which costs more is paid by somebody who may decide that, before it is promised: without a
 * quote it makes one and refuses with `seat_quote_required`; with one it charges exactly that (G7). Throws `forbidden`
 * for people who may invite but not spend, and the refusals of `confirmQuote`.
 */
export async function agreeToSeats({ tenantId, actor, email, quoteId, requestId }: AgreeToSeats): Promise<void> {
  const db = database();
  const tenant = await findTenant(db, tenantId);
  if (!tenant) throw new AppError("not_found", "There is no such workspace.");
  const rootId = rootOf(tenant);
  const people = await countSeatsPromised(db, rootId, email, wallNow());
  if (!(await seatChangeFor(rootId, people)).raisesBill) return;
  await requireSpender(rootId, actor);
  if (quoteId) {
    const { outcome } = await confirmQuote({ tenantId: rootId, actor, quoteId: quoteId as QuoteId, requestId });
    if (outcome === "requires_action") throw bankAsks();
  }
  // A quote that was meant for fewer people does not pay for all of them.
  const missing = await seatChangeFor(rootId, people);
  if (!missing.raisesBill) return;
  const { tier: plan, interval, quantity } = missing;
  const quote = await quoteChange({ tenantId: rootId, actor, plan, interval, quantity, promotionCode: undefined });
  const { amountDueMinor, nextChargeMinor, currency, expiresAt } = quote;
  throw new AppError("seat_quote_required", `This would be person ${quantity}, for whom the plan costs more.`, {
    quote: {
      id: quote.id,
      quantity,
      amount_due_minor: amountDueMinor,
      next_charge_minor: nextChargeMinor,
      currency,
      expires_at: expiresAt.toISOString(),
    },
  });
}

/** The workspace that pays may be another one than the one that invites. */
async function requireSpender(rootId: TenantId, actor: SignedIn): Promise<void> {
  const role = await findRole(database(), rootId, actor.user.id);
  const keyMay = actor.apiKey === undefined || actor.apiKey.scopes.includes("subscription:manage");
  if (role && keyMay && roleAllows(role, "subscription:manage")) return;
  throw new AppError("forbidden", "One more person costs more. Ask somebody who manages the billing to invite him.");
}

function bankAsks(): AppError {
  const detail = "The bank asks to confirm the payment. Do that on the billing page, then invite again.";
  return new AppError("authentication_required", detail, { upgradeUrl: "/billing" });
}
