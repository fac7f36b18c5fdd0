import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ApiKeyId, TenantId, UserId } from "@/lib/ids";
import type { Permission } from "@/lib/tenants/permissions";
import { instant } from "./columns";
import { users } from "./identity";
import { tenants } from "./tenants";

/** A service's way in: only the SHA-256 of the key is kept; it is shown once. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").$type<ApiKeyId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The key's first characters, by which people recognise it. */
    prefix: text("prefix").notNull(),
    keyHash: text("key_hash").notNull().unique(),
    scopes: text("scopes").array().$type<Permission[]>().notNull(),
    /** Acts with at most this person's role; removing him from the workspace ends the key. */
    createdBy: uuid("created_by")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("api_keys_by_tenant").on(table.tenantId)],
);

/** The first answer to a request with an Idempotency-Key, given again to its repetitions. */
export const idempotentRequests = pgTable(
  "idempotent_requests",
  {
    /** Who asked: a user or an API key; nobody is given another's answer. */
    caller: text("caller").notNull(),
    key: text("key").notNull(),
    /** HMAC of method, path and body: the same key for something else is refused. */
    requestHash: text("request_hash").notNull(),
    /** Null while the first request runs. */
    status: integer("status"),
    body: jsonb("body"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caller, table.key] }),
    index("idempotent_requests_by_expiry").on(table.expiresAt),
  ],
);

/** Every billing and admin action: who did what to which workspace. Rows outlive whom they speak of. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: uuid("id").primaryKey(),
    tenantId: uuid("tenant_id").$type<TenantId>(),
    actorUserId: uuid("actor_user_id").$type<UserId>(),
    actorKind: text("actor_kind").$type<"user" | "api_key" | "operator" | "system">().notNull(),
    action: text("action").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
    requestId: text("request_id"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("audit_log_by_tenant").on(table.tenantId, table.createdAt),
    index("audit_log_by_time").on(table.createdAt),
  ],
);
