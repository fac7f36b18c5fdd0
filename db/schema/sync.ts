import { bigserial, index, integer, json, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { TenantId } from "@/lib/ids";
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
