import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { PlanId, PriceId } from "@/lib/ids";
import type { Feature, Interval, Limits, Tier } from "@/lib/plans/catalogue";
import { instant } from "./columns";

/** A version of a tier's offer. The rows are the authority at run time (G23); code only seeds them. */
export const plans = pgTable(
  "plans",
  {
    id: uuid("id").$type<PlanId>().primaryKey(),
    tier: text("tier").$type<Tier>().notNull(),
    version: integer("version").notNull(),
    active: boolean("active").notNull().default(true),
    trialDays: integer("trial_days").notNull().default(0),
    /** Null means unlimited. */
    monthlyCredits: integer("monthly_credits"),
    limits: jsonb("limits").$type<Limits>().notNull(),
    features: text("features").array().$type<Feature[]>().notNull(),
    /** People whom the price includes; more cost `extraMemberMinor` each. Null: the price is the same for any number. */
    includedMembers: integer("included_members"),
    stripeProductId: text("stripe_product_id").unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("plans_tier_version").on(table.tier, table.version),
    // What is on sale is never ambiguous: one active version a tier.
    uniqueIndex("plans_one_active_version").on(table.tier).where(sql`${table.active}`),
  ],
);

export const prices = pgTable(
  "prices",
  {
    id: uuid("id").$type<PriceId>().primaryKey(),
    planId: uuid("plan_id")
      .$type<PlanId>()
      .notNull()
      .references(() => plans.id),
    interval: text("interval").$type<Interval>().notNull(),
    currency: text("currency").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    /** Price of each person above the plan's `includedMembers`; null where the number does not matter. */
    extraMemberMinor: integer("extra_member_minor"),
    /** Stripe's lookup key, ours to choose: how a price is found again whatever its id. */
    lookupKey: text("lookup_key").notNull().unique(),
    stripePriceId: text("stripe_price_id").unique(),
  },
  (table) => [
    unique("prices_one_per_offer").on(table.planId, table.interval, table.currency),
    check("prices_amount", sql`${table.amountMinor} > 0`),
  ],
);
