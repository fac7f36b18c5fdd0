import { freePort } from "../scripts/launch/ports";
import { measureCredits } from "./credits";
import { measureEntitlement } from "./entitlement";
import { measureEvents } from "./event-to-effect";
import type { Comparison } from "./measure";
import { openWorld } from "./world";

// `npm run bench`: what the hot paths cost, each beside what this machine can do at all, measured in turn in one run.
// Only the ratios mean anything beyond this machine. Exits 1 when one is below its promise.
const port = await freePort();
const world = await openWorld(port);
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

const lines: Comparison[] = [];
const notes: string[] = [];
try {
  if (isWanted("events")) {
    const { comparison, p50, p99 } = await measureEvents();
    lines.push(comparison);
    notes.push(`event to effect at 50 events a second: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  }
  if (isWanted("credits")) lines.push(...(await measureCredits(world.databaseUrl)));
  if (isWanted("entitlement")) lines.push(await measureEntitlement(world.settings, port));
} finally {
  await world.close();
}

const rate = (perSecond: number) => perSecond.toFixed(0).padStart(7);
console.log("\nratio (promised)   ours/s  limit/s  what");
for (const { title, unit, ratio, atLeast, ours, limit } of lines) {
  const verdict = `${ratio.toFixed(2)} (≥ ${atLeast})`.padEnd(17);
  console.log(`${verdict} ${rate(ours.perSecond)}  ${rate(limit.perSecond)}  ${title} [${unit}; limit: ${limit.name}]`);
}
for (const note of notes) console.log(note);
process.exit(lines.some(({ ratio, atLeast }) => ratio < atLeast) ? 1 : 0);
