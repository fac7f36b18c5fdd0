import { z } from "zod";
import { errorCatalogue } from "@/lib/errors";
import { problemSchema } from "@/lib/http/problem";
import { CONTRACTS } from "./contracts";
import type { JsonSchema } from "./json-schema";

/** Which side of a contract is meant: what is sent, before defaults and clean-up, or what is answered. */
export type Side = "input" | "output";

const SCHEMAS_AT = "#/components/schemas/";

/** The name of a contract in the API's description: `planListSchema` is `PlanList`. */
function componentName(exportName: string): string {
  const bare = exportName.replace(/Schema$/, "");
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** The contracts by the names under which they are exported. */
export function namedContracts(): Map<string, z.ZodType> {
  const named = new Map<string, z.ZodType>([["Problem", problemSchema]]);
  for (const [moduleName, module] of Object.entries(CONTRACTS)) {
    const exported: [string, unknown][] = Object.entries(module);
    for (const [exportName, value] of exported) {
      if (!(value instanceof z.ZodType) || !exportName.endsWith("Schema")) continue;
      const name = componentName(exportName);
      named.set(named.has(name) ? `${moduleName}${name}` : name, value);
    }
  }
  return named;
}

const isObject = (schema: z.ZodType) => schema instanceof z.ZodObject;

function sideOf(contracts: ReadonlyMap<string, z.ZodType>, side: Side): Record<string, JsonSchema> {
  const suffix = side === "input" ? "Input" : "";
  const registry = z.registry<{ id: string }>();
  // Only what has a shape gets a name; an enum says more in its place.
  for (const [name, schema] of contracts) if (isObject(schema)) registry.add(schema, { id: `${name}${suffix}` });
  const { schemas } = z.toJSONSchema(registry, {
    io: side,
    unrepresentable: "any",
    uri: (id) => `${SCHEMAS_AT}${id}`,
    override: ({ jsonSchema }) => {
      // The format says it in one word; the pattern is four lines long and says the same.
      if (jsonSchema.format === "uuid" || jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema as JsonSchema]),
  );
}

/** The JSON Schemas of all contracts, and how to name one of them. */
export interface Components {
  schemas: Record<string, JsonSchema>;
  /** The schema of a contract: a reference where it has a name, else in full. */
  schemaOf(contract: z.ZodType, side: Side): JsonSchema;
}

/** Translates every contract once. */
export function buildComponents(): Components {
  const contracts = namedContracts();
  const input = sideOf(contracts, "input");
  const schemas = { ...sideOf(contracts, "output"), ...input };
  const problem = schemas.Problem;
  if (problem?.properties) problem.properties.code = { type: "string", enum: errorCatalogue().map(({ code }) => code) };
  const nameOf = new Map([...contracts].map(([name, schema]) => [schema, name]));
  const schemaOf = (contract: z.ZodType, side: Side): JsonSchema => {
    const name = isObject(contract) ? nameOf.get(contract) : undefined;
    if (name) return { $ref: `${SCHEMAS_AT}${name}${side === "input" ? "Input" : ""}` };
    const { $schema: _, ...schema } = z.toJSONSchema(contract, { io: side, unrepresentable: "any" });
    return schema as JsonSchema;
  };
  return { schemas, schemaOf };
}

/** Every `$ref` in a value. */
export function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner),
  );
}

/** The schemas that are reached from a value, by name, in the order of the alphabet. */
export function reachedFrom(value: unknown, all: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const reached = new Set<string>();
  const visit = (inner: unknown) => {
    for (const ref of refsIn(inner)) {
      const name = ref.slice(SCHEMAS_AT.length);
      if (!ref.startsWith(SCHEMAS_AT) || reached.has(name)) continue;
      reached.add(name);
      visit(all[name]);
    }
  };
  visit(value);
  return Object.fromEntries([...reached].sort().flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
}
