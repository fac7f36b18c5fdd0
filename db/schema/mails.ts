import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Every mail that we owe somebody; a job delivers it, and the local profile's mailbox shows it. */
export const mails = pgTable("mails", {
  id: uuid("id").primaryKey(),
  /** One mail a cause, however often the cause is handled. */
  cause: text("cause").notNull().unique(),
  recipient: text("recipient").notNull(),
  subject: text("subject").notNull(),
  text: text("text").notNull(),
  html: text("html").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  sentAt: instant("sent_at"),
});
