import { z } from "zod";
import { RESOURCES } from "@/lib/plans/catalogue";
import { creditsSchema } from "./subscription";
import { accessModeSchema, tierSchema } from "./subscription-values";

export const resourceSchema = z.enum(RESOURCES);

/** `limit`, `remaining` and `percent` are null where the plan sets no limit. */
export const resourceUsageSchema = z.object({
  resource: resourceSchema,
  used: z.number().int(),
  limit: z.number().int().nullable(),
  remaining: z.number().int().nullable(),
  /** Whole percent of the limit; above 100 after a downgrade. */
  percent: z.number().int().nullable(),
});
export type ResourceUsageDto = z.infer<typeof resourceUsageSchema>;

/** What a service outside took (1) or gave back (-1); the same source again changes nothing. */
export const usageChangeSchema = z.strictObject({
  delta: z.union([z.literal(1), z.literal(-1)]),
  source: z.string().trim().min(1).max(200),
});

/** Counted resources stand until they are given back; credits come anew at `resets_at`. */
export const usageSummarySchema = z.object({
  tier: tierSchema,
  mode: accessModeSchema,
  credits: creditsSchema,
  resources: z.array(resourceUsageSchema),
  resets_at: z.iso.datetime(),
});
export type UsageSummaryDto = z.infer<typeof usageSummarySchema>;

const limit = z.number().int().nullable();

/** What the plan allows; null means unlimited. */
export const limitsSchema = z.object({
  tier: tierSchema,
  monthly_credits: limit,
  limits: z.record(resourceSchema, limit),
});

/** Whether one more may be made now, as far as the limit goes. */
export const limitSchema = resourceUsageSchema.extend({ tier: tierSchema, allowed: z.boolean() });
