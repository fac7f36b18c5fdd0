import { z } from "zod";
import { tierSchema } from "./subscription-values";

export const meSchema = z.object({
  user: z.object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    locale: z.string(),
    email_verified: z.boolean(),
  }),
  tenant: z.object({ id: z.uuid(), name: z.string(), role: z.enum(["owner", "admin", "billing", "member"]) }),
  tier: tierSchema,
});
export type MeDto = z.infer<typeof meSchema>;
