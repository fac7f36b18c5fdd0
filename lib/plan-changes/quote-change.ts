import type { Database } from "@/db/client";
import type { SubscriptionRow } from "@/db/queries/billing";
import { insertQuote, type QuoteRow } from "@/db/queries/quotes";
import type { ChangeTiming } from "@/db/schema/plan-changes";
import type { SignedIn } from "@/lib/auth/session";
import { addMs, billingNow, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { newId, type TenantId } from "@/lib/ids";
import type { Offer } from "@/lib/plans/require-offer";
import { isRefusal } from "@/lib/stripe/client";
import {
  type ChangePreview,
  findPromotionCode,
  isRedeemed,
  previewChange,
  previewRenewal,
  type WantedItem,
} from "@/lib/stripe/plan-changes";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { writeBasis } from "./change-basis";
import { decideChange } from "./decide-change";
import { type Changeable, readChangeable, requireWanted, type WantedChange } from "./read-changeable";

/** How long a quote may be confirmed. */
export const QUOTE_LIFE_MS = 15 * 60_000;

export interface QuoteChange extends WantedChange {
  tenantId: TenantId;
  actor: SignedIn | "system";
  promotionCode: string | undefined;
}

/**
 * Prices a change by Stripe's own preview and stores what it says, so that confirming charges exactly that (G7).
 * Throws the refusals of `decideChange`, `unknown_plan`, `plan_not_for_sale` and `promotion_code_invalid`.
 */
export async function quoteChange(input: QuoteChange): Promise<QuoteRow> {
  const db = database();
  const known = await readChangeable(db, input.tenantId);
  if (!known.account.stripeCustomerId)
    throw new AppError("not_subscribed", "There is no subscription to change. Choose a plan to start one.");
  await syncTenantBilling(input.tenantId, "change-requested");
  const changeable = await readChangeable(db, input.tenantId);
  const wanted = await requireWantedChange(db, changeable, input);
  return priceQuote(db, input, changeable, wanted);
}

interface RuledChange {
  offer: Offer & { quantity: number };
  timing: ChangeTiming;
  subscription: SubscriptionRow;
}

async function requireWantedChange(db: Database, changeable: Changeable, input: QuoteChange): Promise<RuledChange> {
  if (input.plan === "free") throw refusalToFree(changeable);
  const offer = await requireWanted(db, changeable, input);
  const decision = decideChange(changeable.subject, {
    tier: offer.plan.tier,
    interval: offer.price.interval,
    quantity: offer.quantity,
    currency: offer.price.currency,
  });
  if (!decision.allowed) throw new AppError(decision.code, decision.reason, { upgradeUrl: "/billing" });
  if (!changeable.current) throw new Error("a change was allowed without a subscription");
  return { offer, timing: decision.timing, subscription: changeable.current.subscription };
}

function refusalToFree({ subject }: Changeable): AppError {
  const free = { tier: "free", interval: "monthly", quantity: 1, currency: subject?.currency ?? "usd" } as const;
  const decision = decideChange(subject, free);
  if (decision.allowed) throw new Error("Free was allowed as a change of plan");
  return new AppError(decision.code, decision.reason, { upgradeUrl: "/billing" });
}

async function priceQuote(
  db: Database,
  { tenantId, actor, promotionCode }: QuoteChange,
  { account, current }: Changeable,
  { offer, timing, subscription }: RuledChange,
): Promise<QuoteRow> {
  const wanted: WantedItem = {
    stripeSubscriptionId: subscription.stripeSubscriptionId,
    stripePriceId: offer.price.stripePriceId,
    quantity: offer.quantity,
    stripePromotionCodeId: promotionCode ? await requirePromotionCode(promotionCode, timing, subscription) : null,
  };
  const prorationAt = prorationTime(billingNow(account), subscription);
  const amounts = await priceChange(wanted, timing, prorationAt, { subscription, balanceMinor: account.balanceMinor });
  return insertQuote(db, {
    id: newId(),
    tenantId,
    createdBy: actor === "system" ? null : actor.user.id,
    stripeSubscriptionId: subscription.stripeSubscriptionId,
    stripePromotionCodeId: wanted.stripePromotionCodeId,
    fromPriceId: current?.price?.id ?? null,
    toPriceId: offer.price.id,
    fromQuantity: subscription.quantity,
    toQuantity: offer.quantity,
    timing,
    currency: subscription.currency,
    ...amounts,
    prorationAt,
    effectiveAt: timing === "period_end" ? subscription.currentPeriodEndAt : prorationAt,
    basis: writeBasis(subscription, account),
    expiresAt: addMs(wallNow(), QUOTE_LIFE_MS),
  });
}

async function requirePromotionCode(
  code: string,
  timing: ChangeTiming,
  { stripeSubscriptionId }: SubscriptionRow,
): Promise<string> {
  if (timing === "period_end")
    throw new AppError("promotion_code_invalid", "A promotion code counts for a change that takes effect now.");
  const id = await findPromotionCode(code);
  if (!id) throw new AppError("promotion_code_invalid", `There is no promotion code "${code}".`);
  if (await isRedeemed(id, stripeSubscriptionId))
    throw new AppError("promotion_code_invalid", "The subscription has this promotion code's discount already.");
  return id;
}

/** In whole seconds, as Stripe takes it, and never outside the period: clocks may differ by a moment. */
function prorationTime(at: Date, { currentPeriodStartAt, currentPeriodEndAt }: SubscriptionRow): Date {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  const earliest = currentPeriodStartAt.getTime();
  return new Date(Math.min(Math.max(second, earliest), currentPeriodEndAt.getTime() - 1000));
}

interface Before {
  subscription: SubscriptionRow;
  balanceMinor: number;
}

type QuoteAmounts = Pick<
  QuoteRow,
  | "lines"
  | "subtotalMinor"
  | "discountMinor"
  | "taxMinor"
  | "creditAppliedMinor"
  | "amountDueMinor"
  | "nextChargeMinor"
  | "nextChargeAt"
>;

const NOTHING_NOW = {
  lines: [],
  subtotalMinor: 0,
  discountMinor: 0,
  taxMinor: 0,
  creditAppliedMinor: 0,
  amountDueMinor: 0,
};

async function priceChange(
  wanted: WantedItem,
  timing: ChangeTiming,
  prorationAt: Date,
  { subscription, balanceMinor }: Before,
): Promise<QuoteAmounts> {
  try {
    const renewal = await previewRenewal(wanted);
    if (timing !== "now") {
      const next = { nextChargeMinor: afterCredit(renewal.totalMinor, balanceMinor) };
      const trialEndAt = timing === "trial" ? subscription.trialEndAt : null;
      return { ...NOTHING_NOW, ...next, nextChargeAt: trialEndAt ?? subscription.currentPeriodEndAt };
    }
    const now = await previewChange(wanted, prorationAt);
    return {
      ...amountsNow(now),
      nextChargeMinor: afterCredit(renewal.totalMinor, now.endingBalanceMinor),
      nextChargeAt: renewal.at,
    };
  } catch (error) {
    if (!wanted.stripePromotionCodeId || !isRefusal(error)) throw error;
    const detail = "This promotion code can't be used for this change: it is used up, expired or meant for others.";
    throw new AppError("promotion_code_invalid", detail, { cause: error });
  }
}

/** A balance below zero is credit, which the charge uses up. */
const afterCredit = (totalMinor: number, balanceMinor: number) => Math.max(0, totalMinor + balanceMinor);

/** A preview's amounts as a quote stores them. */
export function amountsNow(preview: ChangePreview) {
  return {
    lines: preview.lines,
    subtotalMinor: preview.subtotalMinor,
    discountMinor: preview.discountMinor,
    taxMinor: preview.taxMinor,
    creditAppliedMinor: Math.max(0, Math.max(0, preview.totalMinor) - preview.amountDueMinor),
    amountDueMinor: preview.amountDueMinor,
  };
}
