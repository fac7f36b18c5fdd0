import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccessMode } from "@/lib/entitlements/decide-access";
import type { CheckoutId, PlanId, PriceId, TenantId, UserId } from "@/lib/ids";
import type { Tier } from "@/lib/plans/catalogue";
import { plans, prices } from "./catalogue";
import { instant } from "./columns";
import { users } from "./identity";
import { tenants } from "./tenants";

/** What we know of a tenant at Stripe besides its subscription; written by the sync alone, except for the binding. */
export const billingAccounts = pgTable("billing_accounts", {
  tenantId: uuid("tenant_id")
    .$type<TenantId>()
    .primaryKey()
    .references(() => tenants.id, { onDelete: "cascade" }),
  /** Bound once, by our own id in the customer's metadata; never adopted by an e-mail match (G22). */
  stripeCustomerId: text("stripe_customer_id").unique(),
  /** Rises when the customer was deleted at Stripe, so that the next one is a new one. */
  customerGeneration: integer("customer_generation").notNull().default(0),
  /**
   * The database's time before the first Stripe call of the newest applied sync: an older read never overwrites it
   * (G3). Text, since a Date would cut the microseconds that tell two reads apart.
   */
  readAt: timestamp("read_at", { withTimezone: true, mode: "string" }),
  /** Frozen time of the customer's test clock; null means that wall time rules. */
  clockFrozenAt: instant("clock_frozen_at"),
  currency: text("currency"),
  cardBrand: text("card_brand"),
  cardLast4: text("card_last4"),
  cardExpMonth: integer("card_exp_month"),
  cardExpYear: integer("card_exp_year"),
  /** What Stripe will charge next in the subscription's currency, with discounts, credit and tax. */
  nextChargeMinor: integer("next_charge_minor"),
  /** The access that was last announced: an event is due exactly when the decision differs from it. */
  announcedTier: text("announced_tier").$type<Tier>().notNull().default("free"),
  announcedMode: text("announced_mode").$type<AccessMode>().notNull().default("full"),
  /** Rises with every change of access, so that caches and open tabs know what is newer. */
  entitlementVersion: bigint("entitlement_version", { mode: "number" }).notNull().default(0),
});

export type SubscriptionStatus =
  | "incomplete"
  | "incomplete_expired"
  | "trialing"
  | "active"
  | "past_due"
  | "unpaid"
  | "canceled"
  | "paused";

/** A copy of what Stripe bills; `syncTenantBilling` alone writes it. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    stripeSubscriptionId: text("stripe_subscription_id").primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    /** The one that decides access; any other open subscription of the tenant is drift that an operator sees. */
    isCurrent: boolean("is_current").notNull(),
    status: text("status").$type<SubscriptionStatus>().notNull(),
    /** Null when the price is none of ours (made in Stripe's dashboard). */
    planId: uuid("plan_id")
      .$type<PlanId>()
      .references(() => plans.id),
    priceId: uuid("price_id")
      .$type<PriceId>()
      .references(() => prices.id),
    stripePriceId: text("stripe_price_id").notNull(),
    quantity: integer("quantity").notNull(),
    currency: text("currency").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currentPeriodStartAt: instant("current_period_start_at").notNull(),
    currentPeriodEndAt: instant("current_period_end_at").notNull(),
    trialEndAt: instant("trial_end_at"),
    /** When it will end, or null: portal cancellations set this and leave Stripe's flag false. */
    cancelAt: instant("cancel_at"),
    canceledAt: instant("canceled_at"),
    endedAt: instant("ended_at"),
    collectionPaused: boolean("collection_paused").notNull().default(false),
    /** Finalisation of the oldest unpaid invoice: the start of the dunning clock. */
    unpaidSinceAt: instant("unpaid_since_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    // G10: never two current subscriptions, whatever raced.
    uniqueIndex("subscriptions_one_current").on(table.tenantId).where(sql`${table.isCurrent}`),
    index("subscriptions_by_tenant").on(table.tenantId),
  ],
);

export type InvoiceStatus = "draft" | "open" | "paid" | "void" | "uncollectible";

export const invoices = pgTable(
  "invoices",
  {
    stripeInvoiceId: text("stripe_invoice_id").primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    stripeSubscriptionId: text("stripe_subscription_id"),
    number: text("number"),
    status: text("status").$type<InvoiceStatus>().notNull(),
    billingReason: text("billing_reason"),
    description: text("description"),
    currency: text("currency").notNull(),
    totalMinor: integer("total_minor").notNull(),
    amountDueMinor: integer("amount_due_minor").notNull(),
    amountPaidMinor: integer("amount_paid_minor").notNull(),
    createdAt: instant("created_at").notNull(),
    finalizedAt: instant("finalized_at"),
    paidAt: instant("paid_at"),
    hostedUrl: text("hosted_url"),
    pdfUrl: text("pdf_url"),
  },
  (table) => [index("invoices_by_tenant").on(table.tenantId, table.createdAt)],
);

export type CheckoutStatus = "opening" | "open" | "complete" | "expired";

/** A purchase under way on Stripe's hosted page. */
export const checkouts = pgTable(
  "checkouts",
  {
    id: uuid("id").$type<CheckoutId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    createdBy: uuid("created_by")
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    priceId: uuid("price_id")
      .$type<PriceId>()
      .notNull()
      .references(() => prices.id),
    status: text("status").$type<CheckoutStatus>().notNull(),
    /** Null while `opening`: the row is committed before Stripe is asked, its id being the idempotency key. */
    stripeSessionId: text("stripe_session_id").unique(),
    url: text("url"),
    /** A path of our own to go back to after paying. */
    returnTo: text("return_to"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at"),
  },
  (table) => [
    // G10: two tabs or a double click share one checkout instead of opening two.
    uniqueIndex("checkouts_one_open").on(table.tenantId).where(sql`${table.status} in ('opening', 'open')`),
    check("checkouts_status", sql`${table.status} in ('opening', 'open', 'complete', 'expired')`),
  ],
);
