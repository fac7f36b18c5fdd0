import { z } from "zod";
import { pageOf, pageQuerySchema } from "./subscription";

const name = z.string().trim().min(1, "Give it a name").max(120);

export const itemRequestSchema = z.strictObject({ name });

/** What changes of an item; an archived one does not count towards the limit and can be restored. */
export const itemChangeSchema = z
  .strictObject({ name: name.optional(), archived: z.boolean().optional() })
  .refine((change) => change.name !== undefined || change.archived !== undefined, "Say what to change");

export const itemQuerySchema = pageQuerySchema.extend({ archived: z.enum(["true", "false"]).default("false") });

export const itemSchema = z.object({
  id: z.uuid(),
  resource: z.enum(["locations", "products", "recipes", "suppliers"]),
  name: z.string(),
  /** Above the plan's limit after a downgrade: readable, nothing is lost, and unlocked by a better plan or by room. */
  locked: z.boolean(),
  archived_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type ItemDto = z.infer<typeof itemSchema>;
export const itemPageSchema = pageOf(itemSchema);
