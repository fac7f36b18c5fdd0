import { AppError } from "@/lib/errors";
import type { SavedCard } from "@/lib/stripe/payment-methods";
import { findSetupIntent } from "@/lib/stripe/setup-intents";

export type ProvenCard = SavedCard & { fingerprint: string };

/**
 * The card that a SetupIntent saved for that customer, as Stripe says now: what a browser claims proves nothing. Throws
 * `card_not_ready` while it is not saved, `card_setup_not_found` when it belongs to anybody else (G21).
 */
export async function requireProvenCard(stripeSetupIntentId: string, stripeCustomerId: string): Promise<ProvenCard> {
  const intent = await findSetupIntent(stripeSetupIntentId);
  if (intent?.stripeCustomerId !== stripeCustomerId) throw cardSetupNotFound();
  if (intent.status === "canceled") throw cardEntryExpired();
  const { card } = intent;
  if (!card) throw new AppError("card_not_ready", "The card is not saved yet. Enter it, and answer your bank.");
  if (card.stripeCustomerId !== stripeCustomerId) throw cardSetupNotFound();
  if (!card.fingerprint) throw new AppError("card_not_ready", "This kind of card can't be used here. Use another.");
  return { ...card, fingerprint: card.fingerprint };
}

/** Somebody else's, or nobody's: both read the same. */
export function cardSetupNotFound(): AppError {
  return new AppError("card_setup_not_found", "This card does not belong to your workspace. Enter it here.");
}

/** The attempt is over; nothing was saved or charged. */
export function cardEntryExpired(): AppError {
  return new AppError("card_entry_expired", "The card form has expired and nothing was charged. Start again.");
}
