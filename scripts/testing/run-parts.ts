import { bold, dim, green, inWords, red } from "../launch/progress";
import { endTasks } from "../launch/task";
import type { Part, PartResult } from "./parts";
import { closingLine, sumOf, type Tally, tallyOfCheck } from "./tally";

const SHOWN_LINES = 200;

function resultLine(part: Part, { passed, failed, skipped }: Tally, durationMs: number): string {
  const sign = failed > 0 ? red("✗") : green("✓");
  const counts = [
    `${passed} passed`,
    ...(failed ? [red(`${failed} failed`)] : []),
    ...(skipped ? [`${skipped} skipped`] : []),
  ];
  return `${sign} ${bold(part.name.padEnd(14))} ${counts.join(", ")} ${dim(inWords(durationMs))}`;
}

async function runPart(part: Part, failed: ReadonlySet<string>): Promise<Tally> {
  const missing = part.needs?.filter((name) => failed.has(name)) ?? [];
  if (missing.length > 0) {
    console.log(`${red("✗")} ${bold(part.name.padEnd(14))} not run, since ${missing.join(" and ")} failed`);
    return tallyOfCheck(false);
  }
  const begun = performance.now();
  let result: PartResult;
  try {
    result = await part.run();
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    result = { tally: tallyOfCheck(false), output };
  }
  console.log(resultLine(part, result.tally, performance.now() - begun));
  if (result.tally.failed > 0) {
    console.log(`${result.output.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n").replace(/^/gm, "    ")}\n`);
  }
  return result.tally;
}

/** Parts that may run at the same time stand together; a group begins when the one before has ended. */
export type PartGroups = readonly (readonly Part[])[];

/**
 * Runs all parts, whatever fails before, says how each ended, and closes on one line with the sum. The exit code is 0
 * only when something ran and nothing failed.
 */
export async function runParts(groups: PartGroups): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      endTasks();
      process.exit(1);
    });
  }
  const tallies: Tally[] = [];
  const failed = new Set<string>();
  for (const group of groups) {
    const ended = await Promise.all(group.map(async (part) => ({ part, tally: await runPart(part, failed) })));
    for (const { part, tally } of ended) {
      tallies.push(tally);
      if (tally.failed > 0) failed.add(part.name);
    }
  }
  const sum = sumOf(tallies);
  console.log(`\n${closingLine(sum)}`);
  process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);
}
