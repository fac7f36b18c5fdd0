import { z } from "zod";
import { intervalSchema } from "./plans";
import { accessModeSchema, subscriptionStatusSchema, tierSchema } from "./subscription-values";

/** What the tenant may do now and why (G13). */
export const accessSchema = z.object({
  tier: tierSchema,
  mode: accessModeSchema,
  reason: z.string(),
  explanation: z.string(),
  next_change_at: z.iso.datetime().nullable(),
  features: z.array(z.string()),
  version: z.number().int(),
});

export const cardSchema = z.object({
  brand: z.string(),
  last4: z.string(),
  exp_month: z.number().int(),
  exp_year: z.number().int(),
});

export const creditsSchema = z.object({
  unlimited: z.boolean(),
  /** Everything that can be spent now: the month's rest and the packs'. */
  balance: z.number().int(),
  /** Spent first, gone at `resets_at`. */
  monthly_balance: z.number().int(),
  /** Bought or given; it does not expire. */
  pack_balance: z.number().int(),
  /** Set aside for work under way, and no part of the balance meanwhile. */
  reserved: z.number().int(),
  granted_this_month: z.number().int(),
  used_this_month: z.number().int(),
  resets_at: z.iso.datetime(),
});
export type CreditsDto = z.infer<typeof creditsSchema>;

/** Another plan that a subscription will or may have. Tier and interval are null when the price is none of ours. */
const otherPlan = z.object({
  tier: tierSchema.nullable(),
  interval: intervalSchema.nullable(),
  quantity: z.number().int(),
});

/** Everything that the billing page shows of a tenant's subscription. `subscription` is null on Free. */
export const billingStateSchema = z.object({
  tenant_id: z.uuid(),
  access: accessSchema,
  subscription: z
    .object({
      status: subscriptionStatusSchema,
      tier: tierSchema.nullable(),
      interval: intervalSchema.nullable(),
      amount_minor: z.number().int(),
      currency: z.string(),
      quantity: z.number().int(),
      current_period_end: z.iso.datetime(),
      trial_end: z.iso.datetime().nullable(),
      /** When it ends, or null while it renews. */
      cancel_at: z.iso.datetime().nullable(),
      next_charge_at: z.iso.datetime().nullable(),
      /** What that charge will be, with discounts, credit and tax; null while unknown. */
      next_charge_minor: z.number().int().nullable(),
      /** The change that takes effect at `at` unless it is undone. */
      scheduled_change: otherPlan.extend({ at: z.iso.datetime() }).nullable(),
      /** The change that waits for the customer's bank; dropped at `expires_at`. */
      pending_change: otherPlan.extend({ expires_at: z.iso.datetime() }).nullable(),
      /** Nothing is collected until it is resumed, at the latest at `resumes_at`. */
      paused: z.boolean(),
      resumes_at: z.iso.datetime().nullable(),
      /** What resuming charges, before discounts and tax: a new period, where one began during the pause. */
      resume_charge_minor: z.number().int().nullable(),
      discounts: z.array(
        z.object({
          name: z.string(),
          percent_off: z.number().nullable(),
          amount_off_minor: z.number().int().nullable(),
          currency: z.string().nullable(),
          ends_at: z.iso.datetime().nullable(),
        }),
      ),
    })
    .nullable(),
  payment_method: cardSchema.nullable(),
  credits: creditsSchema,
});
export type BillingStateDto = z.infer<typeof billingStateSchema>;

export const invoiceSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.enum(["draft", "open", "paid", "void", "uncollectible"]),
  description: z.string().nullable(),
  currency: z.string(),
  total_minor: z.number().int(),
  amount_due_minor: z.number().int(),
  amount_paid_minor: z.number().int(),
  created_at: z.iso.datetime(),
  paid_at: z.iso.datetime().nullable(),
  hosted_url: z.string().nullable(),
  pdf_url: z.string().nullable(),
});
export type InvoiceDto = z.infer<typeof invoiceSchema>;

/** A page of a list; `next_cursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });
export const invoicePageSchema = pageOf(invoiceSchema);
export const pageQuerySchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
