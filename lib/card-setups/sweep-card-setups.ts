import { listExpiredCardSetups, moveCardSetup } from "@/db/queries/card-setups";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { cancelSetupIntent } from "@/lib/stripe/setup-intents";

const AT_ONCE = 200;

/** Ends card forms that nobody finished, at Stripe too, so that a forgotten tab saves nothing; safe at any time. */
export async function sweepCardSetups(): Promise<void> {
  const db = database();
  const now = wallNow();
  for (const { id, stripeSetupIntentId } of await listExpiredCardSetups(db, now, AT_ONCE)) {
    // One that was finished in this very moment stays what it is: Stripe refuses to cancel it.
    if (stripeSetupIntentId) await cancelSetupIntent(stripeSetupIntentId);
    await moveCardSetup(db, id, ["open"], { state: "expired", endedAt: now });
  }
}
