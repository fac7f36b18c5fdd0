import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { TenantId, UserId, WorkspaceItemId } from "@/lib/ids";
import type { Resource } from "@/lib/plans/catalogue";
import { instant } from "./columns";
import { users } from "./identity";
import { tenants } from "./tenants";

/** How many of a resource are in use; taken and given back by one conditional statement each (G19). */
export const quotaUsage = pgTable(
  "quota_usage",
  {
    /** The tenant that pays: children count at their root. */
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    resource: text("resource").$type<Resource>().notNull(),
    used: integer("used").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.resource] }),
    check("quota_usage_never_negative", sql`${table.used} >= 0`),
  ],
);

/** A counted thing of the workspace: a location, product, recipe or supplier. */
export const workspaceItems = pgTable(
  "workspace_items",
  {
    id: uuid("id").$type<WorkspaceItemId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    resource: text("resource").$type<Exclude<Resource, "users">>().notNull(),
    name: text("name").notNull(),
    createdBy: uuid("created_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Archived ones do not count. */
    archivedAt: instant("archived_at"),
  },
  (table) => [
    index("workspace_items_by_tenant").on(table.tenantId, table.resource, table.createdAt),
    check("workspace_items_resource", sql`${table.resource} in ('locations', 'products', 'recipes', 'suppliers')`),
  ],
);

/** What outside services took or gave back of a resource: the same source moves it once. */
export const quotaMovements = pgTable(
  "quota_movements",
  {
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    resource: text("resource").$type<Resource>().notNull(),
    source: text("source").notNull(),
    delta: integer("delta").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.source] })],
);
