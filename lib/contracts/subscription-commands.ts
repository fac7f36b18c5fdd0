import { z } from "zod";
import { currencySchema, intervalSchema, planNameSchema } from "./plans";
import { billingStateSchema } from "./subscription";
import { trialSetupSchema } from "./trials";

export const cancelRequestSchema = z.strictObject({
  /** `now` is for the owner: it ends at once, without refund. */
  at: z.enum(["period_end", "now"]).default("period_end"),
  reason: z.string().max(500).optional(),
  feedback: z
    .enum([
      "customer_service",
      "low_quality",
      "missing_features",
      "switched_service",
      "too_complex",
      "too_expensive",
      "unused",
      "other",
    ])
    .optional(),
});

export const reactivateRequestSchema = z.strictObject({
  /** What to start anew when the subscription has ended; the last plan unless told. */
  plan: planNameSchema.optional(),
  interval: intervalSchema.optional(),
});

export const pauseRequestSchema = z.strictObject({
  /** When it resumes by itself, within a year; a year from now unless told. */
  resumes_at: z.iso.datetime().optional(),
});

export const createSubscriptionRequestSchema = z.strictObject({
  plan: planNameSchema,
  interval: intervalSchema.default("monthly"),
  currency: currencySchema.optional(),
  promotion_code: z.string().trim().min(1).max(100).optional(),
  /** Starts a trial instead, with its card first; never longer than the catalogue's. */
  trial_period_days: z.number().int().min(1).max(3650).optional(),
});

const started = {
  outcome: z.enum(["applied", "requires_action", "checkout", "trial_setup"]),
  /** For Stripe.js, when the customer's bank asks. */
  client_secret: z.string().nullable(),
  /** The payment page, where no card is saved. */
  checkout_url: z.string().nullable(),
  /** The card step that a trial begins with. */
  trial: trialSetupSchema.nullable(),
};

/** What became of starting or taking up a subscription, and how things stand. */
export const startOutcomeSchema = billingStateSchema.extend(started);
export type StartOutcomeDto = z.infer<typeof startOutcomeSchema>;
