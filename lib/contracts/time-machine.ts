import { z } from "zod";

/** Places in a workspace's future that are worth a look. */
export const momentSchema = z.enum(["trial_end", "next_renewal", "grace_end", "read_only_end", "year_later"]);
export type MomentName = z.infer<typeof momentSchema>;

/** Either a place by its name, or so many days further. */
export const moveRequestSchema = z
  .strictObject({ moment: momentSchema.optional(), days: z.number().int().min(1).max(400).optional() })
  .refine((body) => (body.moment === undefined) !== (body.days === undefined), "name a moment or a number of days");

export const testCardRequestSchema = z.strictObject({ card: z.enum(["works", "declines"]) });

export const timelineEntrySchema = z.object({
  kind: z.enum(["webhook", "event", "mail", "credits"]),
  id: z.string(),
  title: z.string(),
  detail: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
});

export const timeMachineSchema = z.object({
  /** The workspace's present. */
  now: z.iso.datetime(),
  /** Whether it runs by a clock of its own already. */
  is_moved: z.boolean(),
  /** False before there is a customer at Stripe whose time could be moved. */
  can_move: z.boolean(),
  moments: z.array(z.object({ name: momentSchema, at: z.iso.datetime() })),
  log: z.array(timelineEntrySchema),
});
export type TimeMachineDto = z.infer<typeof timeMachineSchema>;
