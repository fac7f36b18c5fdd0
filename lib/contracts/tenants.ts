import { z } from "zod";
import { accessModeSchema, tierSchema } from "./subscription-values";

export const roleSchema = z.enum(["owner", "admin", "billing", "member"]);

/** A workspace's name; addresses of web pages are refused, since invitations carry it to strangers. */
export const tenantNameSchema = z
  .string()
  .trim()
  .min(1, "is missing")
  .max(80, "may have at most 80 characters")
  .regex(/^\P{Cc}*$/u, "has characters that can't be shown")
  .refine((name) => !/:\/\/|www\./i.test(name), "may not contain a web address");

export const createTenantSchema = z.strictObject({ name: tenantNameSchema });
export const updateTenantSchema = z.strictObject({ name: tenantNameSchema });
/** The workspace's name, typed once more, so that nobody deletes the wrong one. */
export const deleteTenantSchema = z.strictObject({ confirm: z.string().max(200) });
export const switchTenantSchema = z.strictObject({ tenant_id: z.uuid() });
export const transferTenantSchema = z.strictObject({ user_id: z.uuid() });
export const deleteAccountSchema = z.strictObject({ password: z.string().min(1, "is missing").max(200) });

/** One of the workspaces that the signed-in person belongs to. */
export const ownTenantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(["personal", "team"]),
  role: roleSchema,
});
export type OwnTenantDto = z.infer<typeof ownTenantSchema>;
export const ownTenantListSchema = z.object({ data: z.array(ownTenantSchema) });

export const tenantSchema = ownTenantSchema.extend({
  created_at: z.iso.datetime(),
  tier: tierSchema,
  mode: accessModeSchema,
  /** The workspace whose plan this one shares; its name only for those who may read it. */
  parent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});
export type TenantDto = z.infer<typeof tenantSchema>;

export const childTenantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  created_at: z.iso.datetime(),
  members: z.number().int(),
});
export type ChildTenantDto = z.infer<typeof childTenantSchema>;
export const childTenantListSchema = z.object({ data: z.array(childTenantSchema) });
