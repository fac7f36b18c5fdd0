import { z } from "zod";

/** How a browser reaches the card field: nothing of it is known at build time. */
export const cardEntrySchema = z.object({
  publishable_key: z.string(),
  /** The local Stripe's script; null on real Stripe, whose loader knows its own. */
  script_url: z.string().nullable(),
});
export type CardEntryDto = z.infer<typeof cardEntrySchema>;
