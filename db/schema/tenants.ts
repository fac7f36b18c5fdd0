import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { TenantId, UserId } from "@/lib/ids";
import { instant } from "./columns";
import { users } from "./identity";

export type Role = "owner" | "admin" | "billing" | "member";

/** The paying account; people see it as a "workspace". */
export const tenants = pgTable("tenants", {
  id: uuid("id").$type<TenantId>().primaryKey(),
  name: text("name").notNull(),
  kind: text("kind").$type<"personal" | "team">().notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  /** Set when a dispute was lost: access is none until an operator lifts it. */
  suspendedAt: instant("suspended_at"),
});

export const memberships = pgTable(
  "memberships",
  {
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<Role>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.userId] }),
    index("memberships_by_user").on(table.userId),
    check("memberships_role", sql`${table.role} in ('owner', 'admin', 'billing', 'member')`),
  ],
);
