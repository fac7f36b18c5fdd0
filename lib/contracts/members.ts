import { z } from "zod";
import { emailSchema } from "./auth";
import { roleSchema } from "./tenants";

/** What can be given and taken; ownership moves by a transfer alone. */
export const givenRoleSchema = z.enum(["admin", "billing", "member"]);

export const memberSchema = z.object({
  user_id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  /** The person who asks. */
  is_you: z.boolean(),
  joined_at: z.iso.datetime(),
});
export type MemberDto = z.infer<typeof memberSchema>;
export const memberListSchema = z.object({ data: z.array(memberSchema) });
export const changeRoleSchema = z.strictObject({ role: givenRoleSchema });

export const inviteSchema = z.strictObject({
  email: emailSchema,
  role: givenRoleSchema.default("member"),
  /** A seat's price that somebody with `subscription:manage` has seen and agrees to. */
  confirm_quote_id: z.uuid().optional(),
});

export const invitationSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  role: givenRoleSchema,
  invited_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  expired: z.boolean(),
});
export type InvitationDto = z.infer<typeof invitationSchema>;
export const invitationListSchema = z.object({ data: z.array(invitationSchema) });

const invitationTokenSchema = z.string().min(1, "is missing").max(200);
export const acceptInvitationSchema = z.strictObject({ token: invitationTokenSchema });
export const acceptedInvitationSchema = z.object({ tenant_id: z.uuid(), name: z.string(), role: roleSchema });
