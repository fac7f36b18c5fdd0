import path from "node:path";
import { bold, dim, green, red } from "./launch/progress";
import { judge, readGuarantees, unknownIds, type Verdict } from "./testing/guarantee-list";
import { integration, sandbox, unit } from "./testing/parts";
import { readReport, SUITES } from "./testing/reports";

// `npm run guarantees`: each promise with the tests that prove it, from the reports of the last `npm test`; without
// reports the suites run first (all but the browser's, which needs a build).
const SHOWN_PROOFS = 4;
const SIGNS = { kept: green("✓ kept   "), broken: red("✗ BROKEN "), planned: dim("· planned") };

function linesOf({ guarantee, state, proofs }: Verdict): string[] {
  const failed = proofs.filter(({ status }) => status === "failed");
  const shown = failed.length > 0 ? failed : proofs.slice(0, SHOWN_PROOFS);
  const more = failed.length > 0 ? 0 : proofs.length - shown.length;
  const missing = guarantee.missing || (state === "planned" ? "no test proves it yet" : "");
  return [
    `${SIGNS[state]} ${bold(guarantee.id.padEnd(3))} ${guarantee.title}`,
    ...shown.map(({ title, file }) => `              ${title} ${dim(path.basename(file))}`),
    ...(more > 0 ? [dim(`              and ${more} more`)] : []),
    ...(missing ? [dim(`              missing: ${missing}`)] : []),
  ];
}

if (!SUITES.some((suite) => readReport(suite))) {
  for (const part of [unit, integration, sandbox]) {
    console.log(dim(`running ${part.name} …`));
    await part.run();
  }
}

const tests = SUITES.flatMap((suite) => readReport(suite)?.tests ?? []);
const guarantees = readGuarantees();
const verdicts = guarantees.map((guarantee) => judge(guarantee, tests));
for (const verdict of verdicts) console.log(linesOf(verdict).join("\n"));

const count = (state: Verdict["state"]) => verdicts.filter((verdict) => verdict.state === state).length;
const strangers = unknownIds(guarantees, tests);
if (strangers.length > 0) console.error(red(`Tests name promises that are not in the list: ${strangers.join(", ")}`));
console.log(`\n${count("kept")} kept, ${count("broken")} broken, ${count("planned")} planned`);
if (count("broken") > 0 || strangers.length > 0) process.exitCode = 1;
