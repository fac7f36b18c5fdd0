import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { emailSchema, PASSWORD_MAX_LENGTH, personNameSchema } from "./auth";
import { cardSetupSchema, setupIntentIdSchema } from "./cards";
import { currencySchema, intervalSchema, planNameSchema } from "./plans";
import { tierSchema } from "./subscription-values";

/** The plan is named, its price and the length of its trial are the catalogue's. */
export const registrationRequestSchema = z.strictObject({
  email: emailSchema,
  name: personNameSchema.optional(),
  plan: planNameSchema,
  interval: intervalSchema.default("monthly"),
  currency: currencySchema.default("usd"),
  mode: z.enum(["trial", "paid"]).default("trial"),
  locale: z.enum(LOCALES).optional(),
});

/** `secret` opens the state to its owner and is told once. */
export const registrationSetupSchema = cardSetupSchema.extend({ state_id: z.uuid(), secret: z.string() });
export type RegistrationSetupDto = z.infer<typeof registrationSetupSchema>;

export const completeRegistrationSchema = z.strictObject({
  state_id: z.uuid(),
  secret: z.string().min(1).max(100),
  setup_intent_id: setupIntentIdSchema,
  /** May be left out when going on after an interruption. */
  user_data: z
    .strictObject({
      name: personNameSchema,
      password: z.string().min(1, "is missing").max(PASSWORD_MAX_LENGTH),
      email: emailSchema.optional(),
    })
    .optional(),
});

/** Why the account is on Free although a plan was asked for; nothing was charged and nothing is owed. */
export const registrationFailureSchema = z.enum(["payment_declined", "trial_used", "plan_unavailable", "interrupted"]);
export type RegistrationFailure = z.infer<typeof registrationFailureSchema>;

export const registrationResultSchema = z.object({
  state: z.enum(["completing", "complete"]),
  /** `authenticate`: lead through the bank's question with `client_secret`, then complete again. */
  next: z.enum(["authenticate", "done"]),
  client_secret: z.string().nullable(),
  failure: registrationFailureSchema.nullable(),
  tenant_id: z.uuid(),
  /** False when the password given is not the account's: then sign in. */
  signed_in: z.boolean(),
});
export type RegistrationResultDto = z.infer<typeof registrationResultSchema>;

export const registrationStateSchema = z.object({
  state_id: z.uuid(),
  state: z.enum(["setup", "completing", "complete", "expired"]),
  next: z.enum(["enter_card", "complete", "sign_in", "start_again"]),
  setup_intent_id: z.string().nullable(),
  /** For the card field, while a card is waited for. */
  client_secret: z.string().nullable(),
  publishable_key: z.string().nullable(),
  email: z.string(),
  name: z.string().nullable(),
  plan: tierSchema,
  interval: intervalSchema,
  currency: z.string(),
  amount_minor: z.number().int(),
  mode: z.enum(["trial", "paid"]),
  trial_days: z.number().int(),
  failure: registrationFailureSchema.nullable(),
  expires_at: z.iso.datetime(),
});
export type RegistrationStateDto = z.infer<typeof registrationStateSchema>;

/** The header that carries the owner's secret, so that it stands in no address and no log. */
export const REGISTRATION_SECRET_HEADER = "registration-secret";
