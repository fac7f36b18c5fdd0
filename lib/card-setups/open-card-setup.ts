import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { lockBilling } from "@/db/queries/billing";
import { type CardSetupRow, findOpenCardSetup, insertCardSetup } from "@/db/queries/card-setups";
import { type CardSetupPurpose, cardSetups } from "@/db/schema/grants";
import type { SignedIn } from "@/lib/auth/session";
import { addMs, wallNow } from "@/lib/clock";
import type { CardSetupDto } from "@/lib/contracts/cards";
import { newId, type TenantId } from "@/lib/ids";
import { cardEntry } from "@/lib/stripe/card-entry";
import { openSetupIntent } from "@/lib/stripe/setup-intents";

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
  const row = await claimSetup(db, input);
  const intent = await openSetupIntent({
    idempotencyKey: `tierline-card-setup-${row.id}`,
    stripeCustomerId: input.stripeCustomerId,
    metadata: { tenant_id: row.tenantId, card_setup_id: row.id, purpose: row.purpose },
  });
  await db.update(cardSetups).set({ stripeSetupIntentId: intent.stripeSetupIntentId }).where(eq(cardSetups.id, row.id));
  return {
    setup_intent_id: intent.stripeSetupIntentId,
    client_secret: intent.clientSecret,
    publishable_key: publishableKey,
    expires_at: row.expiresAt.toISOString(),
  };
}

function claimSetup(db: Database, { tenantId, actor, purpose, trial }: OpenCardSetup): Promise<CardSetupRow> {
  const now = wallNow();
  const wanted = {
    tenantId,
    createdBy: actor.user.id,
    purpose,
    stripePriceId: trial?.stripePriceId ?? null,
    trialDays: trial?.days ?? null,
  };
  return db.transaction(async (tx) => {
    await lockBilling(tx, tenantId);
    const open = await findOpenCardSetup(tx, wanted, now);
    return open ?? insertCardSetup(tx, { id: newId(), ...wanted, createdAt: now, expiresAt: addMs(now, LIFE_MS) });
  });
}
