import { sql } from "drizzle-orm";
import { bigserial, index, integer, json, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { DriftId, TenantId } from "@/lib/ids";
import { instant } from "./columns";

/**
 * received: waiting for its customer's sync · processed: a sync that began after it was stored has been applied ·
 * ignored: a type that changes nothing here · parked: no tenant of ours is bound to its customer ·
 * dead: every attempt failed; an operator may replay it.
 */
export type InboxState = "received" | "processed" | "ignored" | "parked" | "dead";

/** Every webhook event that was acknowledged (G1). */
export const inboxEvents = pgTable(
  "inbox_events",
  {
    /** Stripe's event id: a second delivery finds its row and does nothing more (G2). */
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    apiVersion: text("api_version"),
    /** Whom it is about: a customer, or the test clock of several. */
    stripeCustomerId: text("stripe_customer_id"),
    /** As received; `json`, since `jsonb` refuses the \u0000 that a customer may have typed. */
    payload: json("payload").notNull(),
    state: text("state").$type<InboxState>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    processedAt: instant("processed_at"),
  },
  (table) => [index("inbox_waiting_by_customer").on(table.stripeCustomerId, table.state)],
);

/** Domain events, written in the transaction of the change that they tell of (G24). */
export const outboxEvents = pgTable(
  "outbox_events",
  {
    /** The order of publishing within a tenant. */
    sequence: bigserial("sequence", { mode: "number" }).primaryKey(),
    id: uuid("id").notNull().unique(),
    tenantId: uuid("tenant_id").$type<TenantId>().notNull(),
    type: text("type").notNull(),
    version: integer("version").notNull(),
    data: jsonb("data").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    publishedAt: instant("published_at"),
  },
  (table) => [index("outbox_by_tenant").on(table.tenantId, table.sequence)],
);

/** A difference between our tables and Stripe, or within them, that reconciliation found (G4). */
export const drifts = pgTable(
  "drifts",
  {
    id: uuid("id").$type<DriftId>().primaryKey(),
    /** Null for what belongs to nobody: a price, an event of an unknown customer. */
    tenantId: uuid("tenant_id").$type<TenantId>(),
    kind: text("kind").notNull(),
    /** What differs, by its id. */
    subject: text("subject").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
    foundAt: instant("found_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    /** Set when it was gone at a later look, by whom or what. */
    repairedAt: instant("repaired_at"),
    repairedBy: text("repaired_by"),
  },
  (table) => [
    // A difference that stands is one row, however often it is seen.
    uniqueIndex("drifts_one_open").on(table.kind, table.subject).where(sql`${table.repairedAt} is null`),
    index("drifts_by_tenant").on(table.tenantId, table.foundAt),
  ],
);

/** How far a repeated look has come, by its name. */
export const syncCursors = pgTable("sync_cursors", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});
