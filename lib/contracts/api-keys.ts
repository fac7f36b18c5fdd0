import { z } from "zod";
import { KEY_SCOPES } from "@/lib/api-keys/scopes";

const scopeSchema = z.enum(KEY_SCOPES);

export const createApiKeySchema = z.strictObject({
  name: z.string().trim().min(1, "is missing").max(80, "may have at most 80 characters"),
  /** What the key may do: at most what its creator may, at the time of each use. */
  scopes: z
    .array(scopeSchema)
    .min(1, "choose at least one")
    .transform((scopes) => [...new Set(scopes)]),
});

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters of the key. */
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  created_by: z.object({ id: z.uuid(), name: z.string() }),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
});
export type ApiKeyDto = z.infer<typeof apiKeySchema>;

export const apiKeyListSchema = z.object({ data: z.array(apiKeySchema) });

/** The only answer that holds the key itself. */
export const apiKeyCreatedSchema = apiKeySchema.extend({ key: z.string() });
export type ApiKeyCreatedDto = z.infer<typeof apiKeyCreatedSchema>;
