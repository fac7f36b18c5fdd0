import { createHash } from "node:crypto";
import type { OpenApiDocument, OperationObject } from "./build-document";
import type { JsonSchema } from "./json-schema";

const HEAD = `// Written by \`npm run openapi -- --write\` from the routes' contracts; a test fails while it is not up to date.
`;

/** Says of which description the types were made, so that a test can tell when they are old. */
export function descriptionMark(document: OpenApiDocument): string {
  return `// Description ${createHash("sha256").update(JSON.stringify(document)).digest("hex").slice(0, 16)}`;
}

/** `lib/api-client/api-types.ts`: what the client may call, and what it is answered. */
export function clientTypesSource(document: OpenApiDocument): string {
  const models = Object.entries(document.components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};`,
  );
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, operation]) => `  "${method.toUpperCase()} ${path}": ${operationType(operation)};`,
    ),
  );
  return `${HEAD}${descriptionMark(document)}

${models.join("\n\n")}

/** Every call of the API. */
export interface Operations {
${operations.join("\n")}
}
`;
}

function operationType(operation: OperationObject): string {
  const of = (place: "path" | "query") => (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  const path = of("path").map(({ name }) => `${name}: string`);
  const query = of("query").map(({ name, required, schema }) => `${name}${required ? "" : "?"}: ${typeOf(schema)}`);
  const body = operation.requestBody?.content["application/json"]?.schema;
  const parts = [
    path.length > 0 ? `params: { ${path.join("; ")} }` : "params?: undefined",
    query.length > 0 ? `query: { ${query.join("; ")} }` : "query?: undefined",
    body ? `body: ${typeOf(body)}` : "body?: undefined",
    `answer: ${answerType(operation)}`,
  ];
  return `{ ${parts.join("; ")} }`;
}

function answerType({ responses }: OperationObject): string {
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  const content = success && "content" in success ? success.content : undefined;
  const schema = content?.["application/json"]?.schema;
  if (schema) return typeOf(schema);
  return content ? "string" : "undefined";
}

/** A JSON Schema as TypeScript. */
export function typeOf(schema: JsonSchema | boolean): string {
  if (typeof schema === "boolean") return "unknown";
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "unknown";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => grouped(typeOf(choice))).join(" | ");
  if (schema.allOf) return schema.allOf.map((part) => grouped(typeOf(part))).join(" & ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  return typeOfKind(schema);
}

const grouped = (type: string) => (/ [|&] /.test(type) && !type.startsWith("{") ? `(${type})` : type);

function typeOfKind(schema: JsonSchema): string {
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return `${inArray(typeOf(schema.items ?? true))}[]`;
    case "object":
      return objectType(schema);
    default:
      return "unknown";
  }
}

const inArray = (type: string) => (type.includes(" | ") || type.includes(" & ") ? `(${type})` : type);

function objectType({ properties, required = [], additionalProperties, propertyNames }: JsonSchema): string {
  const entries = Object.entries(properties ?? {});
  if (entries.length > 0) {
    const lines = entries.map(([name, schema]) => {
      const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
      return `${key}${required.includes(name) ? "" : "?"}: ${typeOf(schema)}`;
    });
    return `{ ${lines.join("; ")} }`;
  }
  const isRecord = typeof additionalProperties === "object";
  const key = propertyNames?.enum ? typeOf(propertyNames) : "string";
  if (isRecord && propertyNames?.enum && required.length === 0)
    return `Partial<Record<${key}, ${typeOf(additionalProperties)}>>`;
  return `Record<${key}, ${isRecord ? typeOf(additionalProperties) : "unknown"}>`;
}
