import { z } from "zod";
import { intervalSchema, planNameSchema } from "./plans";
import { billingStateSchema } from "./subscription";
import { tierSchema } from "./subscription-values";

const quantity = z.number().int().min(1).max(10_000).optional();
const promotionCode = z.string().trim().min(1).max(100).optional();

/** What a change is wanted to; plans are named, never priced, by the client (G23). */
export const quoteRequestSchema = z.strictObject({
  plan: planNameSchema,
  interval: intervalSchema.optional(),
  quantity,
  promotion_code: promotionCode,
});

export const upgradeRequestSchema = z.strictObject({
  new_plan: planNameSchema,
  interval: intervalSchema.optional(),
  quantity,
  promotion_code: promotionCode,
  /** The quote to confirm; without one the server makes it, charges exactly it and answers it. */
  quote_id: z.uuid().optional(),
});

export const timingSchema = z.enum(["now", "period_end", "trial"]);
export const quoteStateSchema = z.enum(["open", "confirming", "requires_action", "applied", "failed", "expired"]);

const planChoice = z.object({
  tier: tierSchema.nullable(),
  interval: intervalSchema.nullable(),
  quantity: z.number().int(),
});

/** A stored preview of a change: what confirming it charges, to the cent (G7). */
export const quoteSchema = z.object({
  id: z.uuid(),
  state: quoteStateSchema,
  timing: timingSchema,
  from: planChoice,
  to: planChoice,
  currency: z.string(),
  lines: z.array(
    z.object({
      description: z.string(),
      amount_minor: z.number().int(),
      is_proration: z.boolean(),
      period_start: z.iso.datetime(),
      period_end: z.iso.datetime(),
    }),
  ),
  subtotal_minor: z.number().int(),
  discount_minor: z.number().int(),
  tax_minor: z.number().int(),
  /** Account credit that it uses up. */
  credit_applied_minor: z.number().int(),
  /** What confirming it charges. */
  amount_due_minor: z.number().int(),
  next_charge_minor: z.number().int().nullable(),
  next_charge_at: z.iso.datetime().nullable(),
  effective_at: z.iso.datetime(),
  proration_at: z.iso.datetime(),
  /** Confirming it takes another scheduled change back. */
  replaces_scheduled_change: z.boolean(),
  expires_at: z.iso.datetime(),
});
export type QuoteDto = z.infer<typeof quoteSchema>;

/** What became of a change. A payment that fails is not among these: it answers 402 `payment_failed`. */
export const changeOutcomeSchema = z.object({
  outcome: z.enum(["applied", "scheduled", "requires_action"]),
  quote: quoteSchema,
  /** For Stripe.js, when the customer's bank asks. */
  client_secret: z.string().nullable(),
  /** Stripe's own page for the same, where there is no Stripe.js. */
  hosted_invoice_url: z.string().nullable(),
  billing: billingStateSchema,
});
export type ChangeOutcomeDto = z.infer<typeof changeOutcomeSchema>;

/** A direction that a resource or feature goes by a change. */
const limitChange = z.object({
  resource: z.string(),
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  used: z.number().int(),
  /** How many of them will be read-only. */
  over: z.number().int(),
});

export const changeCheckSchema = z.object({
  allowed: z.boolean(),
  direction: z.enum(["up", "down"]).nullable(),
  timing: timingSchema.nullable(),
  /** What stands in the way; empty when the change is allowed. */
  blockers: z.array(z.object({ code: z.string(), detail: z.string() })),
  gained_features: z.array(z.string()),
  lost_features: z.array(z.string()),
  limits: z.array(limitChange),
  monthly_credits: z.object({ from: z.number().int().nullable(), to: z.number().int().nullable() }),
});
export type ChangeCheckDto = z.infer<typeof changeCheckSchema>;

export const changeCheckQuerySchema = z.object({ interval: intervalSchema.optional() });
