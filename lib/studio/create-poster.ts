import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { violatedConstraint } from "@/db/errors";
import { announceTenantChange } from "@/db/queries/announce";
import { posters } from "@/db/schema/studio";
import type { SignedIn } from "@/lib/auth/session";
import { consumeCredits } from "@/lib/credits/consume-credits";
import { type CreditsNow, readCredits } from "@/lib/credits/read-credits";
import { outOfCredits } from "@/lib/credits/require-spendable";
import { database } from "@/lib/database";
import { readEntitlement, requireWrites } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { PosterId, TenantId } from "@/lib/ids";
import { localArtist } from "./poster-art";

export type PosterRow = typeof posters.$inferSelect;

interface CreatePoster {
  tenantId: TenantId;
  actor: SignedIn;
  prompt: string;
  /** Minted once per press of the button; becomes the poster's id, so that a retry never pays twice. */
  requestId: string;
}

const CREDITS_PER_POSTER = 1;

/** Makes one poster for one credit. Throws `email_not_verified`, `read_only`, `out_of_credits`. */
export async function createPoster(input: CreatePoster): Promise<{ poster: PosterRow; credits: CreditsNow }> {
  const { tenantId, actor } = input;
  if (!actor.user.emailVerifiedAt)
    throw new AppError("email_not_verified", "Open the link in the mail that we sent you, then make your poster.");
  const db = database();
  const { access, monthlyCredits, at } = await readEntitlement(db, tenantId);
  requireWrites(access);
  const credits = await readCredits(db, tenantId, monthlyCredits, at);
  const poster = await drawAndPay(db, input, credits);
  return { poster, credits: await readCredits(db, tenantId, monthlyCredits, at) };
}

async function drawAndPay(db: Database, input: CreatePoster, credits: CreditsNow): Promise<PosterRow> {
  const made = await findPoster(db, input.tenantId, input.requestId);
  if (made) return made;
  const svg = await localArtist.draw(input.prompt, input.requestId);
  const outcome = await pay(db, input, svg);
  if (outcome === "insufficient") throw outOfCredits(credits);
  // The same press sent twice at once: the other request paid, and its poster is the answer to both.
  const poster = outcome === "repeated" ? await findPoster(db, input.tenantId, input.requestId) : outcome;
  if (!poster) throw new AppError("invalid_request", "request_id: this poster was deleted; mint a new id for another.");
  return poster;
}

/** The credit is spent and the poster is saved together, or neither. */
async function pay(db: Database, input: CreatePoster, svg: string): Promise<PosterRow | "insufficient" | "repeated"> {
  const { tenantId, actor, prompt, requestId } = input;
  return db
    .transaction(async (tx) => {
      const consumption = await consumeCredits(tx, tenantId, CREDITS_PER_POSTER, `poster:${requestId}`);
      if (consumption !== "consumed") throw new Unpaid(consumption);
      const values = { id: requestId as PosterId, tenantId, createdBy: actor.user.id, prompt, svg };
      const [poster] = await tx.insert(posters).values(values).returning();
      if (!poster) throw new Error("the poster was not saved");
      await announceTenantChange(tx, tenantId, "poster-created");
      return poster;
    })
    .catch((error: unknown) => {
      if (error instanceof Unpaid) return error.why;
      // The id is taken by somebody else's poster: nothing was spent, and nothing is told about it.
      if (violatedConstraint(error) === "posters_pkey")
        throw new AppError("invalid_request", "request_id: mint a new one for every poster.");
      throw error;
    });
}

/** Leaves the transaction, so that it rolls back. */
class Unpaid extends Error {
  constructor(readonly why: "insufficient" | "repeated") {
    super(why);
  }
}

async function findPoster(db: Database, tenantId: TenantId, id: string): Promise<PosterRow | null> {
  const [row] = await db
    .select()
    .from(posters)
    .where(and(eq(posters.tenantId, tenantId), eq(posters.id, id as PosterId)));
  return row ?? null;
}
