import { z } from "zod";
import { CURRENCIES, FEATURES, INTERVALS } from "@/lib/plans/catalogue";
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
