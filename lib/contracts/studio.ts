import { z } from "zod";
import { creditsSchema, pageOf } from "./subscription";

export const posterRequestSchema = z.strictObject({
  prompt: z.string().trim().min(3, "Describe your poster in a few words").max(300),
  /** Minted once per press of the button, so that a retry never spends a second credit. */
  request_id: z.uuid(),
});

export const posterSchema = z.object({
  id: z.uuid(),
  prompt: z.string(),
  svg: z.string(),
  created_at: z.iso.datetime(),
});
export type PosterDto = z.infer<typeof posterSchema>;

export const posterCreatedSchema = z.object({ poster: posterSchema, credits: creditsSchema });
export const posterPageSchema = pageOf(posterSchema);
