import { z } from "zod";
import { FEATURES } from "@/lib/plans/catalogue";
import { accessSchema } from "./subscription";
import { accessModeSchema, subscriptionStatusSchema, tierSchema } from "./subscription-values";

export const featureSchema = z.enum(FEATURES);

/** The tier and no more: what other services ask most. `version` rises with every change of access. */
export const tierAnswerSchema = z.object({
  tenant_id: z.uuid(),
  tier: tierSchema,
  mode: accessModeSchema,
  next_change_at: z.iso.datetime().nullable(),
  version: z.number().int(),
});
export type TierAnswerDto = z.infer<typeof tierAnswerSchema>;

export const accessAnswerSchema = accessSchema.extend({ tenant_id: z.uuid() });
export type AccessAnswerDto = z.infer<typeof accessAnswerSchema>;

/** How the subscription stands, in Stripe's word; null where there is none. */
export const statusAnswerSchema = z.object({
  tenant_id: z.uuid(),
  status: subscriptionStatusSchema.nullable(),
  tier: tierSchema,
  mode: accessModeSchema,
  current_period_end: z.iso.datetime().nullable(),
  trial_end: z.iso.datetime().nullable(),
  cancel_at: z.iso.datetime().nullable(),
  version: z.number().int(),
});
export type StatusAnswerDto = z.infer<typeof statusAnswerSchema>;

export const featureAnswerSchema = z.object({
  feature: featureSchema,
  has_feature: z.boolean(),
  tier: tierSchema,
  /** Where it can be had; null when the plan includes it. */
  upgrade_url: z.string().nullable(),
});
export type FeatureAnswerDto = z.infer<typeof featureAnswerSchema>;

export const featureListSchema = z.object({ data: z.array(featureAnswerSchema) });
