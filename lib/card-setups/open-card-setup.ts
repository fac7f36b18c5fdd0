import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { lockBilling } from "@/db/queries/billing";
import { type CardSetupRow, findOpenCardSetup, insertCardSetup } from "@/db/queries/card-setups";
import { type CardSetupPurpose, cardSetups } from "@/db/schema/grants";
import type { SignedIn } from "@/lib/auth/session";
import { addMs, wallNow } from "@/lib/clock";
import type { CardSetupDto } from "@/lib/contracts/cards";
import { newId, type TenantId, type TrialStartId } from "@/lib/ids";
import { cardEntry } from "@/lib/stripe/card-entry";
import { findSetupIntent, type OpenedSetupIntent, openSetupIntent } from "@/lib/stripe/setup-intents";

// Long enough to look for the card, short enough that a forgotten tab saves nothing tomorrow.
const LIFE_MS = 60 * 60_000;

interface OpenCardSetup {
  tenantId: TenantId;
  actor: SignedIn;
  stripeCustomerId: string;
  purpose: CardSetupPurpose;
  trial?: { stripePriceId: string; days: number };
}

/**
 * Begins to save a card of the tenant's customer. Two clicks and a retry after a crash get the same SetupIntent: the
 * row is committed first, and its id is the idempotency key.
 */
export async function openCardSetup(db: Database, input: OpenCardSetup): Promise<CardSetupDto> {
  // Asked first, so that a missing key is said before anything is written.
  const { publishableKey } = cardEntry();
  const shared = await shareSetup(db, input);
  const known = shared.stripeSetupIntentId ? await findSetupIntent(shared.stripeSetupIntentId) : null;
  const toDto = (row: CardSetupRow, intent: OpenedSetupIntent): CardSetupDto => ({
    setup_intent_id: intent.stripeSetupIntentId,
    client_secret: intent.clientSecret,
    publishable_key: publishableKey,
    expires_at: row.expiresAt.toISOString(),
  });
  if (known?.status === "waiting") return toDto(shared, known);
  // One that has its card already takes no other: whoever asks anew wants to enter one.
  const row = known ? await insertCardSetup(db, newSetup(input)) : shared;
  return toDto(row, await openAtStripe(db, row, input.stripeCustomerId));
}

async function openAtStripe(db: Database, row: CardSetupRow, stripeCustomerId: string): Promise<OpenedSetupIntent> {
  const intent = await openSetupIntent({
    idempotencyKey: `tierline-card-setup-${row.id}`,
    stripeCustomerId,
    metadata: { tenant_id: row.tenantId, card_setup_id: row.id, purpose: row.purpose },
  });
  const { stripeSetupIntentId } = intent;
  await db.update(cardSetups).set({ stripeSetupIntentId }).where(eq(cardSetups.id, row.id));
  return intent;
}

function shareSetup(db: Database, input: OpenCardSetup): Promise<CardSetupRow> {
  const wanted = newSetup(input);
  return db.transaction(async (tx) => {
    await lockBilling(tx, input.tenantId);
    return (await findOpenCardSetup(tx, wanted, wanted.createdAt)) ?? insertCardSetup(tx, wanted);
  });
}

function newSetup({ tenantId, actor, purpose, trial }: OpenCardSetup) {
  const now = wallNow();
  return {
    id: newId<TrialStartId>(),
    tenantId,
    createdBy: actor.user.id,
    purpose,
    stripePriceId: trial?.stripePriceId ?? null,
    trialDays: trial?.days ?? null,
    createdAt: now,
    expiresAt: addMs(now, LIFE_MS),
  };
}
