import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { PASSWORD_MAX_LENGTH, personNameSchema } from "./auth";

export const updateProfileSchema = z
  .object({ name: personNameSchema.optional(), locale: z.enum(LOCALES).optional() })
  .refine((body) => body.name !== undefined || body.locale !== undefined, "name or locale is needed");

export const changePasswordSchema = z.object({
  current_password: z.string().min(1, "is missing").max(PASSWORD_MAX_LENGTH),
  new_password: z.string().min(1, "is missing").max(PASSWORD_MAX_LENGTH),
});

export const profileSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  email_verified: z.boolean(),
});
export type ProfileDto = z.infer<typeof profileSchema>;

export const sessionSchema = z.object({
  id: z.uuid(),
  /** The session that asks. */
  current: z.boolean(),
  browser: z.string().nullable(),
  platform: z.string().nullable(),
  ip_address: z.string().nullable(),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
});
export type SessionDto = z.infer<typeof sessionSchema>;
export const sessionListSchema = z.object({ data: z.array(sessionSchema) });

/** How many other sessions ended. */
export const sessionsRevokedSchema = z.object({ revoked: z.number().int().nonnegative() });
