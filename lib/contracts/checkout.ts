import { z } from "zod";
import { currencySchema, intervalSchema, planNameSchema } from "./plans";
import { billingStateSchema } from "./subscription";

/** A purchase is named by plan and interval; anything else, a price id above all, is refused (G23). */
export const checkoutRequestSchema = z.strictObject({
  plan: planNameSchema,
  interval: intervalSchema.default("monthly"),
  currency: currencySchema.optional(),
  /** A path of this site to go back to after the purchase. */
  return_to: z
    .string()
    .max(200)
    .regex(/^\/(?![/\\])[\w\-/?=&.]*$/, "must be a path of this site")
    .optional(),
});

export const checkoutSchema = z.object({
  checkout_id: z.uuid(),
  url: z.string(),
  expires_at: z.iso.datetime().nullable(),
});
export type CheckoutDto = z.infer<typeof checkoutSchema>;

export const confirmRequestSchema = z.strictObject({ session_id: z.string().max(200) });

const confirmedSchema = z.object({
  status: z.enum(["open", "complete", "expired"]),
  currency: z.string(),
  return_to: z.string().nullable(),
  billing: billingStateSchema,
});

/** What the return page learns: `open` = not paid (yet), `complete` = paid. */
export const confirmationSchema = z.discriminatedUnion("kind", [
  confirmedSchema.extend({ kind: z.literal("plan"), plan: z.string(), interval: intervalSchema }),
  confirmedSchema.extend({
    kind: z.literal("credits"),
    pack: z.string(),
    credits: z.number().int(),
    /** False while the bank takes its time: the credits come with the money. */
    credited: z.boolean(),
  }),
]);
export type ConfirmationDto = z.infer<typeof confirmationSchema>;

export const portalSchema = z.object({ url: z.string() });
