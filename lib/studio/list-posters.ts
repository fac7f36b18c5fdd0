import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { posters } from "@/db/schema/studio";
import type { PosterDto } from "@/lib/contracts/studio";
import { decodeCursor, encodeCursor } from "@/lib/cursor";
import type { PosterId, TenantId } from "@/lib/ids";

/** The tenant's posters, newest first. */
export async function listPosters(db: Database, tenantId: TenantId, page: { cursor?: string; limit: number }) {
  const after = page.cursor ? decodeCursor(page.cursor) : null;
  const olderThan = after
    ? or(lt(posters.createdAt, after.at), and(eq(posters.createdAt, after.at), lt(posters.id, after.id as PosterId)))
    : undefined;
  const rows = await db
    .select()
    .from(posters)
    .where(and(eq(posters.tenantId, tenantId), olderThan))
    .orderBy(desc(posters.createdAt), desc(posters.id))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return { data: shown.map(toPosterDto), next_cursor: last ? encodeCursor({ at: last.createdAt, id: last.id }) : null };
}

export function toPosterDto(row: typeof posters.$inferSelect): PosterDto {
  return { id: row.id, prompt: row.prompt, svg: row.svg, created_at: row.createdAt.toISOString() };
}
