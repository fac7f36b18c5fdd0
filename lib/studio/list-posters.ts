import { and, desc, eq, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { posters } from "@/db/schema/studio";
import type { PosterDto } from "@/lib/contracts/studio";
import { decodeCursor, toPage } from "@/lib/cursor";
import { type PosterId, requireId, type TenantId } from "@/lib/ids";

/** The tenant's posters, newest first. */
export async function listPosters(db: Database, tenantId: TenantId, page: { cursor?: string; limit: number }) {
  const afterId = page.cursor ? requireId<PosterId>(decodeCursor(page.cursor).id) : null;
  const rows = await db
    .select()
    .from(posters)
    .where(and(eq(posters.tenantId, tenantId), afterId ? lt(posters.id, afterId) : undefined))
    .orderBy(desc(posters.id))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, ({ createdAt: at, id }) => ({ at, id }), toPosterDto);
}

export function toPosterDto(row: typeof posters.$inferSelect): PosterDto {
  return { id: row.id, prompt: row.prompt, svg: row.svg, created_at: row.createdAt.toISOString() };
}
