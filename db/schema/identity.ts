import { boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { SessionId, UserId } from "@/lib/ids";
import { citext, instant } from "./columns";

export const users = pgTable("users", {
  id: uuid("id").$type<UserId>().primaryKey(),
  /** As typed; unique without regard to case. */
  email: citext("email").notNull().unique(),
  name: text("name").notNull(),
  /** Argon2id in PHC form; null for people who only sign in through another service. */
  passwordHash: text("password_hash"),
  emailVerifiedAt: instant("email_verified_at"),
  locale: text("locale").notNull().default("en"),
  /** May use the operator's console; given by a script, never by a request. */
  isOperator: boolean("is_operator").notNull().default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** One row a sign-in; deleting the row signs that browser out, whatever its cookie says. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").$type<SessionId>().primaryKey(),
    userId: uuid("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    userAgent: text("user_agent"),
    ipAddress: text("ip_address"),
  },
  (table) => [index("sessions_by_user").on(table.userId)],
);

export type TokenPurpose = "verify-email" | "reset-password";

/** Single-use links; only the SHA-256 of the token is kept, so that a leaked table opens no account. */
export const userTokens = pgTable(
  "user_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text("purpose").$type<TokenPurpose>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [index("user_tokens_by_user").on(table.userId, table.purpose)],
);
