import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";

/** Longer passwords only cost hashing time; nobody types this many characters. */
export const PASSWORD_MAX_LENGTH = 200;

// Control characters break mail headers and PostgreSQL refuses NUL.
const printable = /^\P{Cc}*$/u;

/** A person's name; addresses of web pages are refused, since mails greet by name and would carry a stranger's link. */
export const personNameSchema = z
  .string()
  .trim()
  .min(1, "is missing")
  .max(80, "may have at most 80 characters")
  .regex(printable, "has characters that can't be shown")
  .refine((name) => !/:\/\/|www\./i.test(name), "may not contain a web address");

export const emailSchema = z.string().trim().max(254).pipe(z.email("is not an e-mail address"));

// Length alone is checked here: what is too weak answers `weak_password`, which says why.
const newPasswordSchema = z.string().min(1, "is missing").max(PASSWORD_MAX_LENGTH);
const knownPasswordSchema = z.string().min(1, "is missing").max(PASSWORD_MAX_LENGTH);
const tokenSchema = z.string().min(1, "is missing").max(200);
/** Where the page goes on afterwards; anything but a path of this site counts as not given. */
const returnToSchema = z.string().max(2048).optional();

export const signUpSchema = z.object({
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  locale: z.enum(LOCALES).optional(),
  return_to: returnToSchema,
});
export const signInSchema = z.object({ email: emailSchema, password: knownPasswordSchema });
export const verifyEmailSchema = z.object({ token: tokenSchema });
export const resendVerificationSchema = z.object({ return_to: returnToSchema });
export const forgotPasswordSchema = z.object({ email: emailSchema });
export const resetPasswordSchema = z.object({ token: tokenSchema, password: newPasswordSchema });

export const signedInSchema = z.object({
  user: z.object({ id: z.uuid(), email: z.string(), name: z.string(), email_verified: z.boolean() }),
});
export type SignedInDto = z.infer<typeof signedInSchema>;
