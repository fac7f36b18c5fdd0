import { connect, type Database } from "@/db/client";
import { env } from "@/lib/env";

/** The database of this process, opened at first use: a build must not need one. */
export function database(): Database {
  return connect(env().DATABASE_URL, env().DATABASE_POOL_SIZE).db;
}
