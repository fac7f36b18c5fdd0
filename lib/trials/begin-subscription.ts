import { hasAnswered } from "@/lib/stripe/client";
import { findSubscriptionByMetadata, type NewSubscription, startSubscription } from "@/lib/stripe/trials";

/** What became of asking Stripe for a subscription. */
export type Beginning = { kind: "begun"; stripeSubscriptionId: string } | { kind: "refused"; cause: unknown };

/**
 * Asks Stripe for the subscription that carries this metadata, once: what an earlier try began is found again. Refused
 * means that there is none and that trying again is of no use; an outage is thrown, since it decides nothing.
 */
export async function beginSubscription(
  input: Omit<NewSubscription, "metadata">,
  mark: { key: string; value: string },
  metadata: Record<string, string>,
): Promise<Beginning> {
  try {
    const begun = await startSubscription({ ...input, metadata: { ...metadata, [mark.key]: mark.value } });
    return { kind: "begun", ...begun };
  } catch (cause) {
    if (!hasAnswered(cause)) throw cause;
    // Stripe repeats a stored answer for a day, also that of a failure in which something was made all the same.
    const made = await findSubscriptionByMetadata(input.stripeCustomerId, mark.key, mark.value);
    if (made) return { kind: "begun", ...made };
    return { kind: "refused", cause };
  }
}
