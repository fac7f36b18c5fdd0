import { expect, it } from "vitest";
import { readImports, withoutComments } from "./read-imports";
import { violationsOf } from "./rules";

function check(file: string, source: string): string[] {
  return violationsOf(file, source, readImports(file, source)).map(({ line, message }) => `${line}: ${message}`);
}

it("finds static, side-effect, re-exported, type and dynamic imports at their lines", () => {
  const source = [
    'import { a } from "@/lib/a";',
    'import "./b.css";',
    'export { c } from "../c.ts";',
    'import type { D } from "@/d";',
    'const e = await import("./e");',
    "import {\n  f,\n} from 'stripe';",
  ].join("\n");
  expect(readImports("lib/x/y.ts", source)).toEqual([
    { target: "lib/a", isPackage: false, isTypeOnly: false, line: 1 },
    { target: "lib/x/b.css", isPackage: false, isTypeOnly: false, line: 2 },
    { target: "lib/c", isPackage: false, isTypeOnly: false, line: 3 },
    { target: "d", isPackage: false, isTypeOnly: true, line: 4 },
    { target: "lib/x/e", isPackage: false, isTypeOnly: false, line: 5 },
    { target: "stripe", isPackage: true, isTypeOnly: false, line: 6 },
  ]);
});

it("ignores what stands in comments, and does not take an address in a string for a comment", () => {
  const source = 'const a = "http://x"; // import "@/app/y"\n/* Date.now() */ const b = 1;';
  expect(withoutComments(source)).toBe(`const a = "http://x"; ${" ".repeat(19)}\n${" ".repeat(17)}const b = 1;`);
  expect(check("lib/a.ts", source)).toEqual([]);
});

it.each([
  ["lib/a.ts", 'import { x } from "@/app/page"', "nothing imports app"],
  ["app/api/v1/me/route.ts", 'import { x } from "@/db/queries/billing"', "SQL and Stripe"],
  ["app/api/v1/me/route.ts", 'import { x } from "@/lib/stripe/client"', "SQL and Stripe"],
  ["components/ui/card.tsx", 'import { x } from "@/lib/plans/catalogue"', "ui primitives"],
  ["components/plans/card.tsx", 'import { x } from "../../lib/sync/drain-inbox"', "browser"],
  ["lib/subscriptions/cancel.ts", 'import { x } from "@/lib/http/routes"', "no requests"],
  ["lib/sync/sync.ts", 'import { x } from "@/lib/checkout/open-checkout"', "ends in the sync"],
  ["lib/stripe/client.ts", 'import { x } from "@/db/client"', "thin"],
  ["db/queries/a.ts", 'import { x } from "@/lib/env"', "lowest layer"],
  ["lib/entitlements/decide-access.ts", 'import { x } from "@/lib/env"', "pure models"],
  ["lib/entitlements/decide-access.ts", "const at = wallNow();", "is given the time"],
  ["lib/a.ts", 'import { x } from "../stripe-sandbox/main.ts"', "over HTTP alone"],
  ["stripe-sandbox/main.ts", 'import { x } from "@/lib/money"', "product of its own"],
  ["lib/a.ts", 'import { x } from "../scripts/launch/ports"', "tools around it"],
  ["lib/a.ts", "const t = new Date();", "reads the time"],
  ["components/a.tsx", "const t = Date.now();", "reads the time"],
])("refuses in %s: %s", (file, source, reason) => {
  expect(check(file, source)).toEqual([expect.stringContaining(reason)]);
});

it.each([
  ["app/api/v1/me/route.ts", 'import { x } from "@/lib/subscriptions/cancel"'],
  ["db/schema/a.ts", 'import type { Tier } from "@/lib/plans/catalogue"'],
  ["db/queries/a.ts", 'import { newId } from "@/lib/ids"'],
  ["db/testing/a.ts", 'import { x } from "../../scripts/launch/ports"'],
  ["lib/clock.ts", "export const now = () => new Date();"],
  ["lib/a.ts", "const t = new Date(row.at);"],
  ["lib/a.test.ts", 'import { x } from "@/app/api/route"; Date.now();'],
  ["stripe-sandbox/clock.ts", "Date.now()"],
])("allows in %s: %s", (file, source) => {
  expect(check(file, source)).toEqual([]);
});
