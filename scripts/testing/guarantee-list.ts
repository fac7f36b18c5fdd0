import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "../launch/paths";
import type { TestOutcome } from "./reports";

const guaranteeList = z.object({
  guarantees: z.array(
    z.object({
      id: z.string().regex(/^G\d+$/),
      title: z.string().min(1),
      /** What the product does not do yet of this promise; empty when nothing is missing. */
      missing: z.string().default(""),
    }),
  ),
});

/** A promise of the software. */
export type Guarantee = z.infer<typeof guaranteeList>["guarantees"][number];

/** A promise with the tests that name it, and what they say. */
export interface Verdict {
  readonly guarantee: Guarantee;
  readonly state: "kept" | "broken" | "planned";
  readonly proofs: readonly TestOutcome[];
}

/** The list in docs/guarantees.json. */
export function readGuarantees(): Guarantee[] {
  const json: unknown = JSON.parse(fs.readFileSync(path.join(ROOT, "docs/guarantees.json"), "utf8"));
  return guaranteeList.parse(json).guarantees;
}

/** The ids that a test's title names, e.g. G2 and G3 in "G2, G3: …". */
export function guaranteesIn(title: string): string[] {
  return [...new Set(title.match(/\bG\d{1,2}\b/g) ?? [])];
}

/** Judges one promise: broken when any of its tests failed, kept when some ran and all passed, planned otherwise. */
export function judge(guarantee: Guarantee, tests: readonly TestOutcome[]): Verdict {
  const proofs = tests.filter(
    ({ title, status }) => status !== "skipped" && guaranteesIn(title).includes(guarantee.id),
  );
  if (proofs.some(({ status }) => status === "failed")) return { guarantee, state: "broken", proofs };
  return { guarantee, state: proofs.length > 0 ? "kept" : "planned", proofs };
}

/** Ids that tests name and the list does not know: a misspelling proves nothing. */
export function unknownIds(guarantees: readonly Guarantee[], tests: readonly TestOutcome[]): string[] {
  const known = new Set(guarantees.map(({ id }) => id));
  return [...new Set(tests.flatMap(({ title }) => guaranteesIn(title)))].filter((id) => !known.has(id)).sort();
}
