import { z } from "zod";
import { cardSetupSchema, setupIntentIdSchema } from "./cards";
import { currencySchema, intervalSchema, planNameSchema } from "./plans";

/** A trial is named by plan and interval; how long it lasts says the catalogue (fewer days may be asked for). */
export const trialRequestSchema = z.strictObject({
  plan: planNameSchema,
  interval: intervalSchema.default("monthly"),
  currency: currencySchema.optional(),
  trial_period_days: z.number().int().min(1).max(3650).optional(),
});

/** The card comes first: its fingerprint is checked before the trial is given. */
export const trialSetupSchema = cardSetupSchema.extend({ trial_days: z.number().int() });
export type TrialSetupDto = z.infer<typeof trialSetupSchema>;

export const completeTrialSchema = z.strictObject({ setup_intent_id: setupIntentIdSchema });

export const extendTrialSchema = z.strictObject({
  days: z.number().int().min(1).max(90),
  reason: z.string().trim().min(3).max(500),
});
