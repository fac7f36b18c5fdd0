import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { GrantId, TenantId, TrialStartId, UserId } from "@/lib/ids";
import type { Tier } from "@/lib/plans/catalogue";
import { citext, instant } from "./columns";
import { users } from "./identity";
import { tenants } from "./tenants";

/** A plan given for nothing: a fact of its own beside the subscription, that no webhook touches (G15). */
export const grants = pgTable(
  "grants",
  {
    id: uuid("id").$type<GrantId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    tier: text("tier").$type<Tier>().notNull(),
    reason: text("reason").notNull(),
    grantedBy: uuid("granted_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    startsAt: instant("starts_at").notNull(),
    /** Null: until it is revoked. */
    endsAt: instant("ends_at"),
    revokedAt: instant("revoked_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("grants_by_tenant").on(table.tenantId),
    check("grants_tier", sql`${table.tier} in ('starter', 'pro', 'enterprise')`),
  ],
);

/** Trials that were given: once per workspace, person and card, held by the keys themselves (G17). */
export const trialRedemptions = pgTable("trial_redemptions", {
  id: uuid("id").$type<TrialStartId>().primaryKey(),
  /** Kept without a foreign key: deleting a workspace gives nobody a second trial. */
  tenantId: uuid("tenant_id").$type<TenantId>().notNull().unique("trial_redemptions_one_per_tenant"),
  normalizedEmail: citext("normalized_email").notNull().unique("trial_redemptions_one_per_email"),
  /** Stripe's fingerprint of the card: the same card has the same on every customer. */
  cardFingerprint: text("card_fingerprint").notNull().unique("trial_redemptions_one_per_card"),
  tier: text("tier").$type<Tier>().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export type CardSetupPurpose = "payment_method" | "trial";
export type CardSetupState = "open" | "completing" | "complete" | "failed" | "expired";

/** A card that is being saved (SetupIntent) for a purpose; its id is what makes repeating harmless. */
export const cardSetups = pgTable(
  "card_setups",
  {
    id: uuid("id").$type<TrialStartId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    createdBy: uuid("created_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    purpose: text("purpose").$type<CardSetupPurpose>().notNull(),
    stripeSetupIntentId: text("stripe_setup_intent_id").unique(),
    /** For a trial: what it is a trial of. */
    stripePriceId: text("stripe_price_id"),
    trialDays: integer("trial_days"),
    state: text("state").$type<CardSetupState>().notNull().default("open"),
    failureCode: text("failure_code"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [index("card_setups_by_tenant").on(table.tenantId)],
);
