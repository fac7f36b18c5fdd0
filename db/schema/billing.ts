import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
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
export const billingAccounts = pgTable(
  "billing_accounts",
  {
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
    /** The customer's test clock at Stripe: when it moves, the tenant's time moves. */
    stripeClockId: text("stripe_clock_id"),
    /** Frozen time of the customer's test clock; null means that wall time rules. */
    clockFrozenAt: instant("clock_frozen_at"),
    /** When something falls due by the passing of the tenant's time alone; null = nothing will. */
    dueAt: instant("due_at"),
    currency: text("currency"),
    /** What Stripe owes the customer (negative) or he owes besides invoices (positive), in `currency`. */
    balanceMinor: integer("balance_minor").notNull().default(0),
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
  },
  (table) => [
    index("billing_accounts_by_due").on(table.dueAt),
    index("billing_accounts_by_clock").on(table.stripeClockId),
  ],
);

export type SubscriptionStatus =
  | "incomplete"
  | "incomplete_expired"
  | "trialing"
  | "active"
  | "past_due"
  | "unpaid"
  | "canceled"
  | "paused";

/** A coupon on a subscription: a share or an amount off, for as long as `endsAt` (ISO, null = for ever or once). */
export interface SubscriptionDiscount {
  name: string;
  code: string | null;
  percentOff: number | null;
  amountOffMinor: number | null;
  currency: string | null;
  endsAt: string | null;
}

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
    trialStartAt: instant("trial_start_at"),
    trialEndAt: instant("trial_end_at"),
    /** When it will end, or null: portal cancellations set this and leave Stripe's flag false. */
    cancelAt: instant("cancel_at"),
    canceledAt: instant("canceled_at"),
    endedAt: instant("ended_at"),
    collectionPaused: boolean("collection_paused").notNull().default(false),
    collectionResumesAt: instant("collection_resumes_at"),
    /** "send_invoice" when it is paid by bank transfer. */
    collectionMethod: text("collection_method")
      .$type<"charge_automatically" | "send_invoice">()
      .notNull()
      .default("charge_automatically"),
    /** A change that waits for its payment (3-D Secure); Stripe drops it when it expires. */
    pendingStripePriceId: text("pending_stripe_price_id"),
    pendingQuantity: integer("pending_quantity"),
    pendingExpiresAt: instant("pending_expires_at"),
    /** A change that takes effect by itself at `scheduledAt` and can be undone until then. */
    stripeScheduleId: text("stripe_schedule_id"),
    scheduledStripePriceId: text("scheduled_stripe_price_id"),
    scheduledQuantity: integer("scheduled_quantity"),
    scheduledAt: instant("scheduled_at"),
    /** The discounts that reduce its invoices. */
    discounts: jsonb("discounts").$type<SubscriptionDiscount[]>().notNull().default([]),
    /** Finalisation of the oldest unpaid invoice, or when a sent one was due: the start of the dunning clock. */
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
    attemptCount: integer("attempt_count").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    hostedUrl: text("hosted_url"),
    pdfUrl: text("pdf_url"),
  },
  (table) => [index("invoices_by_tenant").on(table.tenantId, table.createdAt)],
);

export type CheckoutKind = "subscription" | "credits";
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
      .references(() => users.id, { onDelete: "set null" }),
    kind: text("kind").$type<CheckoutKind>().notNull().default("subscription"),
    /** What is bought: a plan's price, or a credit pack by its key. */
    priceId: uuid("price_id")
      .$type<PriceId>()
      .references(() => prices.id),
    packKey: text("pack_key"),
    currency: text("currency"),
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
    // G10: two tabs or a double click share one checkout of a kind instead of opening two.
    uniqueIndex("checkouts_one_open").on(table.tenantId, table.kind).where(sql`${table.status} in ('opening', 'open')`),
    check(
      "checkouts_what",
      sql`(${table.kind} = 'subscription') = (${table.priceId} is not null) and (${table.kind} = 'credits') = (${table.packKey} is not null)`,
    ),
    check("checkouts_status", sql`${table.status} in ('opening', 'open', 'complete', 'expired')`),
  ],
);
