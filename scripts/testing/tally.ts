import type { SuiteReport } from "./reports";

/** Counts of one part or of all together. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A check (types, lint, build …) counts as one test. */
export function tallyOfCheck(isGood: boolean): Tally {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

/**
 * Counts a suite: trouble outside the tests counts as failures, and so does a suite in which nothing ran or whose
 * runner ended badly without naming a failure, since silence proves nothing.
 */
export function tallyOfSuite(report: SuiteReport | undefined, exitCode: number | null): Tally {
  const count = (status: string) => report?.tests.filter((test) => test.status === status).length ?? 0;
  const passed = count("passed");
  const named = count("failed") + (report?.troubles.length ?? 0);
  const isSilent = named === 0 && (passed === 0 || exitCode !== 0);
  return { passed, failed: isSilent ? 1 : named, skipped: count("skipped") };
}

/** Adds up. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The closing line of a run. */
export function closingLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
