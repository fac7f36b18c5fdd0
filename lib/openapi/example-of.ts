import type { JsonSchema } from "./json-schema";

const UUID = "01999f1c-7a3e-7c54-9f0a-3d6f2b8e4a10";
const DEEPEST = 6;

const BY_FORMAT: Record<string, string> = {
  uuid: UUID,
  "date-time": "2026-11-21T12:00:00.000Z",
  email: "ada@example.com",
  uri: "https://example.com",
};

/** A value of the schema's shape, for the reader's eye: the first of several choices, one item of a list. */
export function exampleOf(schema: JsonSchema | boolean, all: Record<string, JsonSchema>, depth = 0): unknown {
  if (typeof schema === "boolean" || depth > DEEPEST) return null;
  if (schema.$ref) return exampleOf(all[schema.$ref.split("/").at(-1) ?? ""] ?? {}, all, depth + 1);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (choice) return exampleOf(choice, all, depth + 1);
  return exampleOfKind(schema, all, depth);
}

function exampleOfKind(schema: JsonSchema, all: Record<string, JsonSchema>, depth: number): unknown {
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "string":
      return BY_FORMAT[schema.format ?? ""] ?? "…";
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    case "array":
      return schema.items === undefined ? [] : [exampleOf(schema.items, all, depth + 1)];
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, exampleOf(property, all, depth + 1)]),
      );
    default:
      return null;
  }
}
