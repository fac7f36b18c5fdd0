import { customType, timestamp } from "drizzle-orm/pg-core";

/** A point in time; PostgreSQL keeps microseconds, JavaScript milliseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Text compared without case; the column type itself keeps two spellings of an address from being two users. */
export const citext = customType<{ data: string }>({ dataType: () => "citext" });
