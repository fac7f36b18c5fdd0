import { and, eq } from "drizzle-orm";
import { posters } from "@/db/schema/studio";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { isId, type PosterId, type TenantId } from "@/lib/ids";

/** Deletes one poster for good; its credit stays spent. Throws `not_found`. */
export async function deletePoster(tenantId: TenantId, posterId: string): Promise<void> {
  const missing = new AppError("not_found", "There is no such poster.");
  if (!isId(posterId)) throw missing;
  const deleted = await database()
    .delete(posters)
    .where(and(eq(posters.tenantId, tenantId), eq(posters.id, posterId as PosterId)))
    .returning({ id: posters.id });
  if (deleted.length === 0) throw missing;
}
