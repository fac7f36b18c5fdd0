import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { PriceId, RegistrationId, TenantId, UserId } from "@/lib/ids";
import { prices } from "./catalogue";
import { citext, instant } from "./columns";

/**
 * setup: waits for the card · completing: user, tenant and subscription are being made · complete: they are ·
 * expired: too old, its customer at Stripe is cleaned up.
 */
export type RegistrationState = "setup" | "completing" | "complete" | "expired";

/** Somebody who signs up with a card; nothing of him exists elsewhere until the card is proven. */
export const registrations = pgTable(
  "registrations",
  {
    id: uuid("id").$type<RegistrationId>().primaryKey(),
    /** SHA-256 of the owner's secret: without it the id tells nothing (G21). */
    secretHash: text("secret_hash").notNull(),
    state: text("state").$type<RegistrationState>().notNull().default("setup"),
    email: citext("email").notNull(),
    name: text("name"),
    passwordHash: text("password_hash"),
    locale: text("locale").notNull().default("en"),
    priceId: uuid("price_id")
      .$type<PriceId>()
      .notNull()
      .references(() => prices.id),
    withTrial: text("with_trial").$type<"trial" | "paid">().notNull(),
    stripeCustomerId: text("stripe_customer_id").unique(),
    stripeSetupIntentId: text("stripe_setup_intent_id").unique(),
    stripeSubscriptionId: text("stripe_subscription_id"),
    /** Set when user and tenant exist; no foreign keys: their deletion leaves the record. */
    userId: uuid("user_id").$type<UserId>(),
    tenantId: uuid("tenant_id").$type<TenantId>(),
    failureCode: text("failure_code"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    completedAt: instant("completed_at"),
    /** When its orphaned customer at Stripe was deleted. */
    cleanedAt: instant("cleaned_at"),
  },
  (table) => [
    index("registrations_by_expiry").on(table.expiresAt),
    check("registrations_state", sql`${table.state} in ('setup', 'completing', 'complete', 'expired')`),
  ],
);
