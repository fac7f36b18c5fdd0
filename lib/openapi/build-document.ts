import { errorCatalogue } from "@/lib/errors";
import { buildComponents, type Components, reachedFrom } from "./components";
import type { JsonSchema } from "./json-schema";
import type { Operation } from "./operations";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface ResponseObject {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content?: Record<string, { schema: JsonSchema }>;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  tags: string[];
  description?: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, ResponseObject | { $ref: string }>;
  /** The permission, also the scope that an API key needs. */
  "x-permission"?: string;
}

/** An OpenAPI 3.1 document. https://spec.openapis.org/oas/v3.1.1.html */
export interface OpenApiDocument {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, ResponseObject>;
    securitySchemes: Record<string, Record<string, string>>;
  };
}

const ABOUT = `Errors are problem documents (RFC 9457) with a stable \`code\`. People are known by their session cookie,
services by an API key: \`Authorization: Bearer tl_live_…\`. A POST with an \`Idempotency-Key\` runs once within 24 hours.
Lists are read page by page with \`cursor\`.`;

/** Where an operation stands in the description. */
export function tagOf(path: string): string {
  const [first = "", second, third] = path.split("/").filter(Boolean);
  if (first !== "tenants") return first;
  if (!second) return "workspaces";
  return third && !third.startsWith("{") ? third : "workspace";
}

/** Makes the API's description of the routes' own contracts. */
export function buildDocument(operations: readonly Operation[]): OpenApiDocument {
  const components = buildComponents();
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    item[operation.method.toLowerCase()] = operationObject(operation, components);
    paths[operation.path] = item;
  }
  const responses = { Problem: problemResponse() };
  return {
    openapi: "3.1.1",
    info: { title: "Tierline API", version: "1.0.0", description: ABOUT },
    servers: [{ url: "/api/v1" }],
    tags: [...new Set(operations.map(({ path }) => tagOf(path)))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: reachedFrom({ paths, responses }, components.schemas),
      responses,
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "authjs.session-token", description: "A person's sign-in." },
        apiKey: { type: "http", scheme: "bearer", description: "A service's key, bound to one workspace." },
      },
    },
  };
}

function problemResponse(): ResponseObject {
  const codes = errorCatalogue().map(({ code, status, title }) => `\`${code}\` (${status}): ${title}`);
  return {
    description: `A refusal or a failure. Codes: ${codes.join("; ")}.`,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function operationObject(operation: Operation, components: Components): OperationObject {
  const { id, path, description } = operation;
  const { access, by, summary = id, body, product } = description;
  const parameters = [...pathParameters(path), ...queryParameters(operation, components), ...headers(operation)];
  const isPermission = access.includes(":");
  return {
    operationId: id,
    summary,
    tags: [tagOf(path)],
    ...(product ? { description: "Refused with `read_only` while the workspace is read-only." } : {}),
    security: securityOf(by, access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(components.schemaOf(body, "input")) } } : {}),
    responses: responsesOf(operation, components),
    ...(isPermission ? { "x-permission": access } : {}),
  };
}

const json = (schema: JsonSchema) => ({ "application/json": { schema } });

function securityOf(by: Operation["description"]["by"], access: string): Record<string, string[]>[] {
  switch (by) {
    case null:
      return [];
    case "session":
      return [{ session: [] }];
    case "session or key":
      return [{ session: [] }, { apiKey: [access] }];
  }
}

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: name === "tenant_id" ? { type: "string", format: "uuid" } : { type: "string" },
  }));
}

function queryParameters({ description: { query } }: Operation, { schemaOf, schemas }: Components): Parameter[] {
  if (!query) return [];
  const given = schemaOf(query, "input");
  const schema = given.$ref ? schemas[given.$ref.split("/").at(-1) ?? ""] : given;
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema?.required?.includes(name) ?? false,
    schema: property,
  }));
}

function headers({ method, description: { by, conditional } }: Operation): Parameter[] {
  const idempotency: Parameter = {
    name: "Idempotency-Key",
    in: "header",
    description: "The same key gives the first answer again for 24 hours.",
    schema: { type: "string", maxLength: 255 },
  };
  const match: Parameter = {
    name: "If-None-Match",
    in: "header",
    description: "An ETag of an earlier answer: 304 when nothing has changed.",
    schema: { type: "string" },
  };
  return [...(method === "POST" && by !== null ? [idempotency] : []), ...(conditional ? [match] : [])];
}

function responsesOf({ description }: Operation, { schemaOf }: Components): OperationObject["responses"] {
  const { conditional, status = 200 } = description;
  const content = contentOf(description, schemaOf);
  return {
    [status]: { description: content ? "Done." : "Done; there is nothing to say.", ...(content ? { content } : {}) },
    ...(conditional ? { 304: { description: "Nothing has changed since the ETag that was sent." } } : {}),
    default: { $ref: "#/components/responses/Problem" },
  };
}

function contentOf({ answer, produces }: Operation["description"], schemaOf: Components["schemaOf"]) {
  if (answer) return json(schemaOf(answer, "output"));
  return produces ? { [produces]: { schema: { type: "string" } } } : null;
}
