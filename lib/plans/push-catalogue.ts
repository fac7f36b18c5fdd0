import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { plans, prices } from "@/db/schema/catalogue";
import { createPrice, ensureProduct, type FoundPrice, listPricesByLookupKey } from "@/lib/stripe/catalogue";
import type { PlanRow, PriceRow } from "./list-plans";

/** One line of what pushing would do or has done. */
export interface PushedPrice {
  lookupKey: string;
  action: "create" | "bind" | "keep" | "differs";
  detail: string;
}

const INTERVAL = { monthly: "month", yearly: "year" } as const;

/**
 * Makes Stripe's products and prices follow our tables, found again by lookup key, so that pushing twice changes
 * nothing. A price that differs there is reported as drift, never adopted (G23). `dryRun` only answers the difference.
 */
export async function pushCatalogue(db: Database, { dryRun }: { dryRun: boolean }): Promise<PushedPrice[]> {
  const rows = await db
    .select({ plan: plans, price: prices })
    .from(prices)
    .innerJoin(plans, eq(plans.id, prices.planId));
  const atStripe = await listPricesByLookupKey(rows.map(({ price }) => price.lookupKey));
  const report: PushedPrice[] = [];
  for (const { plan, price } of rows) {
    const found = atStripe.get(price.lookupKey);
    const line = compare(price, plan, found);
    report.push(line);
    if (dryRun || line.action === "keep" || line.action === "differs") continue;
    const productId = `tierline_${plan.tier}_v${plan.version}`;
    const stripePriceId = found?.id ?? (await create(plan, price, productId));
    await db.update(prices).set({ stripePriceId }).where(eq(prices.id, price.id));
    await db.update(plans).set({ stripeProductId: productId }).where(eq(plans.id, plan.id));
  }
  return report;
}

async function create(plan: typeof plans.$inferSelect, price: PriceRow, productId: string): Promise<string> {
  const name = `${plan.tier[0]?.toUpperCase()}${plan.tier.slice(1)}`;
  await ensureProduct({ id: productId, name, metadata: { tier: plan.tier, version: String(plan.version) } });
  const { lookupKey, currency, amountMinor } = price;
  const interval = INTERVAL[price.interval];
  return createPrice({ lookupKey, productId, currency, amountMinor, interval, seats: seatsOf(price, plan) });
}

/** The seats that a price sells, or null. */
function seatsOf(price: Pick<PriceRow, "extraMemberMinor">, plan: Pick<PlanRow, "includedMembers">) {
  if (price.extraMemberMinor === null || plan.includedMembers === null) return null;
  return { included: plan.includedMembers, extraMinor: price.extraMemberMinor };
}

/** What has to be done about one price; pure. */
export function compare(
  price: PriceRow,
  plan: Pick<PlanRow, "includedMembers">,
  found: FoundPrice | undefined,
): PushedPrice {
  const seats = seatsOf(price, plan);
  const own = `${price.amountMinor} ${price.currency}${seatsText(seats)}`;
  const line = (action: PushedPrice["action"], detail: string) => ({ lookupKey: price.lookupKey, action, detail });
  if (!found) return line("create", own);
  const isSame =
    found.amountMinor === price.amountMinor &&
    found.currency === price.currency &&
    found.interval === INTERVAL[price.interval] &&
    seatsText(found.seats) === seatsText(seats);
  const theirs = `${found.amountMinor} ${found.currency}${seatsText(found.seats)} by the ${found.interval}`;
  if (!isSame) return line("differs", `${own} ${price.interval} here, ${theirs} at Stripe`);
  if (!found.active) return line("differs", "archived at Stripe");
  return found.id === price.stripePriceId ? line("keep", found.id) : line("bind", found.id);
}

const seatsText = (seats: FoundPrice["seats"]) =>
  seats ? ` for ${seats.included} people, ${seats.extraMinor} each above` : "";
