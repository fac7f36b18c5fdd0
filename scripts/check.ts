import { imports, lint, types, unit } from "./testing/parts";
import { runParts } from "./testing/run-parts";

// `npm run check`: the fast part, before every commit.
await runParts([[types, lint, imports], [unit]]);
