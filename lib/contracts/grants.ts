import { z } from "zod";
import { planNameSchema } from "./plans";
import { tierSchema } from "./subscription-values";

export const grantRequestSchema = z.strictObject({
  plan: planNameSchema.pipe(z.enum(["starter", "pro", "enterprise"], "can't be given")),
  /** For the audit log and for the people whom it is given to. */
  reason: z.string().trim().min(3, "say why").max(300),
  /** From now on, unless told otherwise. */
  starts_at: z.iso.datetime().optional(),
  /** Until it is revoked, unless told otherwise. */
  ends_at: z.iso.datetime().nullable().default(null),
});

/** A plan that was given for nothing. */
export const grantSchema = z.object({
  id: z.uuid(),
  tier: tierSchema,
  reason: z.string(),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type GrantDto = z.infer<typeof grantSchema>;
export const grantListSchema = z.object({ data: z.array(grantSchema) });
