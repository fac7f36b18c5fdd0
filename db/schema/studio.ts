import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { PosterId, TenantId, UserId } from "@/lib/ids";
import { instant } from "./columns";
import { users } from "./identity";
import { tenants } from "./tenants";

export const posters = pgTable(
  "posters",
  {
    id: uuid("id").$type<PosterId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    createdBy: uuid("created_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    prompt: text("prompt").notNull(),
    svg: text("svg").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("posters_by_tenant").on(table.tenantId, table.createdAt)],
);
