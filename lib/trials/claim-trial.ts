import type { Executor } from "@/db/client";
import {
  deleteTrial,
  findTrial,
  insertTrial,
  listTrialsLike,
  type TrialRow,
  type TrialTraits,
} from "@/db/queries/trials";
import { AppError } from "@/lib/errors";
import type { TenantId, TrialStartId } from "@/lib/ids";
import type { Tier } from "@/lib/plans/catalogue";
import { normalizeEmail } from "./normalize-email";

export interface TrialClaim {
  /** Of the card setup or the registration that the trial begins with: claiming again under it is no second claim. */
  id: TrialStartId;
  tenantId: TenantId;
  email: string;
  /** Stripe's of the card; without one the card can't be told from others. */
  cardFingerprint: string;
  tier: Tier;
}

/** Which of the three had a trial before. */
export type TrialUsedBy = "tenant" | "person" | "card";

/**
 * Takes the one trial of a workspace, a person and a card, before Stripe is asked for anything (G17). Throws
 * `trial_used`; claiming again under the same id succeeds.
 */
export async function claimTrial(db: Executor, { email, ...claim }: TrialClaim): Promise<void> {
  const row = { ...claim, normalizedEmail: normalizeEmail(email) };
  if (await insertTrial(db, row)) return;
  if (await findTrial(db, claim.id)) return;
  const { tenantId, normalizedEmail, cardFingerprint } = row;
  const others = await listTrialsLike(db, { tenantId, normalizedEmail, cardFingerprint });
  throw trialUsed(sharedTrait(others, row) ?? "card");
}

/** Gives the trial back: Stripe did not begin it. */
export async function releaseTrial(db: Executor, id: TrialStartId): Promise<void> {
  await deleteTrial(db, id);
}

/** Refuses with `trial_used` early, as far as the traits are known; the claim itself decides. */
export async function requireTrialUnused(
  db: Executor,
  known: { tenantId?: TenantId; email?: string; cardFingerprint?: string },
  except?: TrialStartId,
): Promise<void> {
  const { email, ...others } = known;
  const traits: TrialTraits = { ...others, ...(email ? { normalizedEmail: normalizeEmail(email) } : {}) };
  const shared = sharedTrait(await listTrialsLike(db, traits, except), traits);
  if (shared) throw trialUsed(shared);
}

// What is nearest to the asker is named first; of whom the other trial was, nothing is said.
function sharedTrait(others: TrialRow[], traits: TrialTraits): TrialUsedBy | null {
  if (others.some(({ tenantId }) => tenantId === traits.tenantId)) return "tenant";
  if (others.some(({ normalizedEmail }) => normalizedEmail === traits.normalizedEmail)) return "person";
  return others.some(({ cardFingerprint }) => cardFingerprint === traits.cardFingerprint) ? "card" : null;
}

const DETAILS: Record<TrialUsedBy, string> = {
  tenant: "This workspace has had its free trial. You can subscribe right away.",
  person: "There was a free trial with your e-mail address already. You can subscribe right away.",
  card: "This card was used for a free trial already. Use another card, or subscribe right away.",
};

function trialUsed(by: TrialUsedBy): AppError {
  return new AppError("trial_used", DETAILS[by], { errors: [{ path: "trial", message: by }] });
}
