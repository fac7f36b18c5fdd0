import { z } from "zod";
import { pageOf, pageQuerySchema } from "./subscription";

export const inboxStateSchema = z.enum(["received", "processed", "ignored", "parked", "dead"]);

/** A webhook event as it was received; its body only where one is asked for. */
export const inboxEventSchema = z.object({
  id: z.string(),
  type: z.string(),
  api_version: z.string().nullable(),
  /** Whom it is about: Stripe's customer, or a test clock. */
  subject: z.string().nullable(),
  state: inboxStateSchema,
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  received_at: z.iso.datetime(),
  processed_at: z.iso.datetime().nullable(),
});
export type InboxEventDto = z.infer<typeof inboxEventSchema>;
export const inboxEventDetailSchema = inboxEventSchema.extend({ payload: z.unknown() });
export type InboxEventDetailDto = z.infer<typeof inboxEventDetailSchema>;
export const inboxPageSchema = pageOf(inboxEventSchema);
export const inboxQuerySchema = pageQuerySchema.extend({ state: inboxStateSchema.optional() });

/** What a sync would find to be different now: by field our value, then Stripe's. */
export const differenceSchema = z.object({
  kind: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  repair: z.enum(["sync", "operator"]),
});
export const differenceListSchema = z.object({ data: z.array(differenceSchema) });

export const driftSchema = z.object({
  id: z.uuid(),
  tenant_id: z.uuid().nullable(),
  kind: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  found_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  repaired_at: z.iso.datetime().nullable(),
  repaired_by: z.string().nullable(),
});
export type DriftDto = z.infer<typeof driftSchema>;
export const driftPageSchema = pageOf(driftSchema);
export const driftQuerySchema = pageQuerySchema.extend({ open: z.enum(["true", "false"]).optional() });
