import { openTrial } from "@/lib/trials/open-trial";
import { type CreateSubscription, createSubscription } from "./create-subscription";
import type { Started } from "./start-outcome";

/** Starts a subscription at once, or with days of trial the card step that a trial begins with (G17). */
export async function startSubscription(
  input: CreateSubscription & { trialDays: number | undefined },
): Promise<Started> {
  const { trialDays, ...wanted } = input;
  if (trialDays === undefined) return createSubscription(wanted);
  return { kind: "trial_setup", trial: await openTrial({ ...wanted, days: trialDays }) };
}
