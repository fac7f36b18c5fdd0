import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildDocument, type OpenApiDocument, type OperationObject } from "@/lib/openapi/build-document";
import { descriptionMark } from "@/lib/openapi/client-types";
import { refsIn } from "@/lib/openapi/components";
import { CONTRACTS } from "@/lib/openapi/contracts";
import { listOperations, type Operation } from "@/lib/openapi/operations";
import { addressOf } from "@/lib/openapi/write-sources";
import { ROUTES } from "./_registry";

const ROOT = path.resolve(import.meta.dirname, "../../..");
// It describes the others; listing itself would be a cycle of imports.
const SELF = "openapi.json/route.ts";
const REFRESH = "run `npm run openapi -- --write`";

const filesBelow = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
    name.split(path.sep).join("/"),
  );

let operations: Operation[];
let document: OpenApiDocument;

beforeAll(async () => {
  operations = await listOperations(ROUTES);
  document = buildDocument(operations);
});

const described = (): [string, OperationObject][] =>
  Object.entries(document.paths).flatMap(([address, item]) =>
    Object.entries(item).map(([method, operation]): [string, OperationObject] => [
      `${method.toUpperCase()} ${address}`,
      operation,
    ]),
  );

describe("the description is of the API that runs, because it is made of the same contracts", () => {
  it("knows every route file", () => {
    const routes = filesBelow("app/api/v1").filter((name) => path.posix.basename(name) === "route.ts" && name !== SELF);
    expect(ROUTES.map((route) => route.path).sort(), REFRESH).toEqual(routes.map(addressOf).sort());
  });

  it("knows every module of contracts", () => {
    const modules = filesBelow("lib/contracts").filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
    expect(Object.keys(CONTRACTS), REFRESH).toHaveLength(modules.length);
  });

  it("and the client's types are made of it", () => {
    const types = readFileSync(path.join(ROOT, "lib/api-client/api-types.ts"), "utf8");
    expect(types.includes(descriptionMark(document)), REFRESH).toBe(true);
  });
});

describe("every operation says what it does and answers", () => {
  it("has a summary and, unless it answers nothing, the shape of its answer", () => {
    const silent = operations.filter(({ description: { summary, answer, produces, status } }) => {
      const isEmpty = status === 204 || status === 202;
      return !summary || !(answer || produces || isEmpty);
    });
    expect(silent.map(({ method, path: address }) => `${method} ${address}`)).toEqual([]);
  });

  it("has a name that no other has", () => {
    const ids = described().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]\w+$/);
  });
});

describe("the description is a valid OpenAPI 3.1 document", () => {
  it("refers to nothing that is not there", () => {
    for (const ref of new Set(refsIn(document))) {
      const found = ref
        .replace(/^#\//, "")
        .split("/")
        .reduce<unknown>((at, key) => (typeof at === "object" && at ? Reflect.get(at, key) : undefined), document);
      expect(found, ref).toBeDefined();
    }
  });

  it("declares every parameter of an address, and none twice", () => {
    for (const [name, { parameters = [] }] of described()) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = parameters.filter((parameter) => parameter.in === "path");
      expect(
        declared.map((parameter) => parameter.name),
        name,
      ).toEqual(inPath);
      for (const parameter of declared) expect(parameter.required).toBe(true);
      const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(keys).size, name).toBe(keys.length);
    }
  });

  it("names known statuses, media types, ways in and types of JSON alone", () => {
    for (const [name, operation] of described()) {
      expect(Object.keys(operation.responses), name).toContain("default");
      for (const status of Object.keys(operation.responses)) expect(status, name).toMatch(/^([2-5]\d\d|default)$/);
      for (const way of operation.security)
        for (const scheme of Object.keys(way)) expect(document.components.securitySchemes).toHaveProperty(scheme);
      expect(name.startsWith("GET") && operation.requestBody, name).toBeFalsy();
    }
    const types = [...JSON.stringify(document).matchAll(/"type":"(\w+)"/g)].map(([, type]) => type);
    const known = ["string", "number", "integer", "boolean", "null", "array", "object", "apiKey", "http"];
    expect([...new Set(types)].filter((type) => type !== undefined && !known.includes(type))).toEqual([]);
  });

  it("is JSON and nothing else, so that any tool reads it", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
