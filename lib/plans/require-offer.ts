import { and, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { plans, prices } from "@/db/schema/catalogue";
import { AppError } from "@/lib/errors";
import { type Interval, TIERS, type Tier } from "./catalogue";
import type { PlanRow, PriceRow } from "./list-plans";

/** A price that can be bought now, with its plan and its id at Stripe. */
export interface Offer {
  plan: PlanRow;
  price: PriceRow & { stripePriceId: string };
}

const isTier = (name: string): name is Tier => (TIERS as readonly string[]).includes(name);

/** Finds what a client asked to buy by names; throws `unknown_plan` or `plan_not_for_sale`. */
export async function requireOffer(db: Executor, name: string, interval: Interval, currency: string): Promise<Offer> {
  if (!isTier(name))
    throw new AppError("unknown_plan", `There is no plan "${name}". Choose one of ${TIERS.join(", ")}.`);
  const [row] = await db
    .select({ plan: plans, price: prices })
    .from(prices)
    .innerJoin(plans, eq(plans.id, prices.planId))
    .where(
      and(eq(plans.tier, name), eq(plans.active, true), eq(prices.interval, interval), eq(prices.currency, currency)),
    );
  const stripePriceId = row?.price.stripePriceId;
  if (!row || !stripePriceId)
    throw new AppError("plan_not_for_sale", `${name} is not sold ${interval} in ${currency.toUpperCase()}.`);
  return { plan: row.plan, price: { ...row.price, stripePriceId } };
}
