import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { InvitationId, TenantId, UserId } from "@/lib/ids";
import { citext, instant } from "./columns";
import { users } from "./identity";

export type Role = "owner" | "admin" | "billing" | "member";

/** The paying account; people see it as a "workspace". */
export const tenants = pgTable(
  "tenants",
  {
    id: uuid("id").$type<TenantId>().primaryKey(),
    name: text("name").notNull(),
    kind: text("kind").$type<"personal" | "team">().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Set when a dispute was lost: access is none until an operator lifts it. */
    suspendedAt: instant("suspended_at"),
    suspendedReason: text("suspended_reason"),
    /** The workspace whose subscription and quotas this one shares; null stands on its own. */
    parentId: uuid("parent_id")
      .$type<TenantId>()
      .references((): AnyPgColumn => tenants.id, { onDelete: "restrict" }),
  },
  (table) => [
    index("tenants_by_parent").on(table.parentId),
    check("tenants_not_own_parent", sql`${table.parentId} is distinct from ${table.id}`),
  ],
);

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
    // Somebody must be able to pay and to leave: exactly one owner.
    uniqueIndex("memberships_one_owner").on(table.tenantId).where(sql`${table.role} = 'owner'`),
    check("memberships_role", sql`${table.role} in ('owner', 'admin', 'billing', 'member')`),
  ],
);

/** A seat that was offered by mail; only the SHA-256 of its link's token is kept. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").$type<InvitationId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    email: citext("email").notNull(),
    role: text("role").$type<Exclude<Role, "owner">>().notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    invitedBy: uuid("invited_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    // Inviting twice renews the one invitation.
    uniqueIndex("invitations_one_open")
      .on(table.tenantId, table.email)
      .where(sql`${table.acceptedAt} is null and ${table.revokedAt} is null`),
    check("invitations_role", sql`${table.role} in ('admin', 'billing', 'member')`),
  ],
);
