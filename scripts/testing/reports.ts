import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "../launch/paths";

/** Where the runners leave their results, screenshots and logs. */
export const REPORTS = path.join(ROOT, ".reports");

/** The suites that leave a report, in the order in which they run. */
export const SUITES = ["unit", "integration", "sandbox", "e2e"] as const;
export type Suite = (typeof SUITES)[number];

/** One test and how it ended. */
export interface TestOutcome {
  readonly title: string;
  readonly file: string;
  readonly status: "passed" | "failed" | "skipped";
}

/** What a runner tells in the end. */
export interface SuiteReport {
  readonly tests: readonly TestOutcome[];
  /** What went wrong outside any test: a file that does not load, a set-up that fails. */
  readonly troubles: readonly string[];
}

const vitestReport = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

interface PlaywrightSuite {
  title: string;
  file?: string | undefined;
  specs: { title: string; file: string; tests: { projectName: string; status: string }[] }[];
  suites?: PlaywrightSuite[] | undefined;
}

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.object({
  title: z.string(),
  file: z.string().optional(),
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      tests: z.array(z.object({ projectName: z.string(), status: z.string() })),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

const playwrightReport = z.object({
  errors: z.array(z.object({ message: z.string().default("") })),
  suites: z.array(playwrightSuite),
});

function outcomeOf(status: string): TestOutcome["status"] {
  if (["passed", "expected"].includes(status)) return "passed";
  return ["failed", "unexpected", "flaky"].includes(status) ? "failed" : "skipped";
}

/** Reads the report of Vitest's JSON reporter. */
export function parseVitestReport(json: unknown): SuiteReport {
  const { success, testResults } = vitestReport.parse(json);
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ title: fullName, file: name, status: outcomeOf(status) })),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const troubles = broken.map(({ name, message }) => `${name}: ${message}`);
  const isExplained = troubles.length > 0 || tests.some(({ status }) => status === "failed");
  // An error outside every test and file (an unhandled rejection) shows in `success` alone.
  return { tests, troubles: success || isExplained ? troubles : ["an error outside any test; see the output above"] };
}

function testsOf(suite: PlaywrightSuite, above: string): TestOutcome[] {
  const here = suite.title === suite.file ? above : `${above} ${suite.title}`.trim();
  const own = suite.specs.flatMap(({ title, file, tests }) =>
    tests.map(({ projectName, status }) => ({
      title: `${here} ${title} [${projectName}]`.trim(),
      file: `e2e/${file}`,
      status: outcomeOf(status),
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, here))];
}

/** Reads the report of Playwright's JSON reporter. */
export function parsePlaywrightReport(json: unknown): SuiteReport {
  const { errors, suites } = playwrightReport.parse(json);
  return { tests: suites.flatMap((suite) => testsOf(suite, "")), troubles: errors.map(({ message }) => message) };
}

/** The file that a suite's runner writes. */
export function reportFile(suite: Suite): string {
  return path.join(REPORTS, `${suite}.json`);
}

/** The last report of a suite, undefined when it has never run to its end. */
export function readReport(suite: Suite): SuiteReport | undefined {
  const file = reportFile(suite);
  if (!fs.existsSync(file)) return undefined;
  const json: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
  return suite === "e2e" ? parsePlaywrightReport(json) : parseVitestReport(json);
}
