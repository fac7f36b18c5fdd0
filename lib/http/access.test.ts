import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/tenants/permissions";

const ROOT = path.resolve(import.meta.dirname, "../..");
const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
// next-auth's own endpoints bring their own checks.
const FOREIGN = "app/api/auth/[...nextauth]/route.ts";

const CONSOLE = "app/api/v1/admin/";

const routeFiles = readdirSync(path.join(ROOT, "app/api"), { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts")
  .map((file) => path.posix.join("app/api", file.split(path.sep).join("/")))
  .filter((file) => file !== FOREIGN);

interface Declared {
  access?: unknown;
}

async function accessRules(file: string): Promise<[string, unknown][]> {
  const module: Record<string, Declared> = await import(path.join(ROOT, file));
  return Object.entries(module)
    .filter(([name]) => METHODS.has(name))
    .map(([name, handler]) => [name, handler.access]);
}

describe("G21: strangers see nothing, because a route without a rule is open to everybody", () => {
  it("G21: finds the routes at all", () => {
    expect(routeFiles.length).toBeGreaterThan(20);
  });

  it.each(routeFiles)("G21: %s says for every method who may call it", async (file) => {
    const rules = await accessRules(file);
    expect(rules.length).toBeGreaterThan(0);
    for (const [, access] of rules) expect(["public", "user", "operator", ...PERMISSIONS]).toContain(access);
  });

  it.each(routeFiles.filter((file) => file.startsWith(CONSOLE)))("G21: %s is for operators alone", async (file) => {
    for (const [, access] of await accessRules(file)) expect(access).toBe("operator");
  });

  it.each(routeFiles.filter((file) => file.includes("[tenant_id]") && !file.startsWith(CONSOLE)))(
    "G21: %s, which names a workspace, asks for a permission in it or is for operators",
    async (file) => {
      for (const [, access] of await accessRules(file)) expect(["operator", ...PERMISSIONS]).toContain(access);
    },
  );
});
