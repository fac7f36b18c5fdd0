import { z } from "zod";
import { CURRENCIES, FEATURES, INTERVALS, RESOURCES } from "@/lib/plans/catalogue";
import { tierSchema } from "./subscription-values";

export const intervalSchema = z.enum(INTERVALS);
export const currencySchema = z.enum(CURRENCIES);

const limit = z.number().int().nonnegative().nullable();

export const priceSchema = z.object({
  interval: intervalSchema,
  currency: currencySchema,
  amount_minor: z.number().int(),
  /** What each person above the plan's `included_members` costs; null where the number does not matter. */
  extra_member_minor: z.number().int().nullable(),
});

/** A tier as it is on sale now; null means unlimited. */
export const planSchema = z.object({
  tier: tierSchema,
  version: z.number().int(),
  trial_days: z.number().int(),
  /** People whom the price includes; null where their number does not matter. */
  included_members: z.number().int().nullable(),
  monthly_credits: z.number().int().nullable(),
  limits: z.object({ locations: limit, products: limit, users: limit, recipes: limit, suppliers: limit }),
  features: z.array(z.enum(FEATURES)),
  prices: z.array(priceSchema),
});
export type PlanDto = z.infer<typeof planSchema>;

export const planListSchema = z.object({ data: z.array(planSchema) });

/** A plan named by a client: a tier (BASIC is the alias of starter) in any case, never a price id (G23). */
export const planNameSchema = z
  .string()
  .max(40)
  .transform((name) => name.trim().toLowerCase())
  .transform((name) => (name === "basic" ? "starter" : name));

export const planFeaturesSchema = planSchema.pick({ tier: true, version: true, features: true });
export const planLimitsSchema = planSchema.pick({ tier: true, version: true, limits: true, monthly_credits: true });

/** Plans named in the query, comma-separated; all that are on sale when nothing is named. */
export const compareQuerySchema = z.object({
  plans: z
    .string()
    .max(200)
    .transform((names) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .optional(),
});

/** Plans side by side: each row names what one of them has and what the others have in its place. */
export const planComparisonSchema = z.object({
  plans: z.array(planSchema),
  features: z.array(z.object({ feature: z.enum(FEATURES), has_feature: z.partialRecord(tierSchema, z.boolean()) })),
  limits: z.array(z.object({ resource: z.enum(RESOURCES), limit: z.partialRecord(tierSchema, limit) })),
});
export type PlanComparisonDto = z.infer<typeof planComparisonSchema>;
