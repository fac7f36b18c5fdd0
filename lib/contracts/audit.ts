import { z } from "zod";
import { pageOf } from "./subscription";

export const auditEntrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** What was done: "member.remove", "subscription.cancel". */
  action: z.string(),
  actor: z.object({
    kind: z.enum(["user", "api_key", "operator", "system"]),
    user_id: z.uuid().nullable(),
    /** Null for jobs, and for people whose account is gone. */
    name: z.string().nullable(),
  }),
  detail: z.record(z.string(), z.unknown()),
  request_id: z.string().nullable(),
});
export type AuditEntryDto = z.infer<typeof auditEntrySchema>;
export const auditPageSchema = pageOf(auditEntrySchema);
