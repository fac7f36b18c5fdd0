import { z } from "zod";
import { billingStateSchema, cardSchema } from "./subscription";

/** How a browser reaches the card field: nothing of it is known at build time. */
export const cardEntrySchema = z.object({
  publishable_key: z.string(),
  /** The local Stripe's script; null on real Stripe, whose loader knows its own. */
  script_url: z.string().nullable(),
});
export type CardEntryDto = z.infer<typeof cardEntrySchema>;

/** A card that is being saved: `client_secret` is for the browser of the one who asked. */
export const cardSetupSchema = z.object({
  setup_intent_id: z.string(),
  client_secret: z.string(),
  publishable_key: z.string(),
  expires_at: z.iso.datetime(),
});
export type CardSetupDto = z.infer<typeof cardSetupSchema>;

const stripeId = (prefix: string) =>
  z
    .string()
    .max(255)
    .regex(new RegExp(`^${prefix}_\\w+$`), `must be a ${prefix}_ id`);
export const setupIntentIdSchema = stripeId("seti");

/** Without a card: begin to save one. With one: charge it from now on. */
export const paymentMethodRequestSchema = z.union([
  z.strictObject({ setup_intent_id: setupIntentIdSchema }),
  z.strictObject({ payment_method_id: stripeId("pm") }),
  z.strictObject({}),
]);

export const paymentMethodSchema = z.object({ payment_method: cardSchema.nullable() });
export type PaymentMethodDto = z.infer<typeof paymentMethodSchema>;

/** What came of a new card: `updated` = it is charged from now on and nothing is owed. */
export const cardChangeSchema = z.object({
  status: z.enum(["updated", "requires_action", "payment_failed"]),
  /** For the bank's question about what is owed. */
  client_secret: z.string().nullable(),
  /** Why what is owed could not be paid, in words for people. */
  message: z.string().nullable(),
  billing: billingStateSchema,
});
export type CardChangeDto = z.infer<typeof cardChangeSchema>;

export const paymentMethodAnswerSchema = z.union([cardSetupSchema, cardChangeSchema]);
