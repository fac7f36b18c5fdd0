import { z } from "zod";
import { tierSchema } from "./subscription-values";
import { ownTenantSchema } from "./tenants";

export const meSchema = z.object({
  user: z.object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    locale: z.string(),
    email_verified: z.boolean(),
  }),
  tenant: z.object({ id: z.uuid(), name: z.string(), role: z.enum(["owner", "admin", "billing", "member"]) }),
  /** Every workspace that the person belongs to. */
  tenants: z.array(ownTenantSchema),
  tier: tierSchema,
});
export type MeDto = z.infer<typeof meSchema>;
