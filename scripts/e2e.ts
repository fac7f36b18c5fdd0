import { build, e2e } from "./testing/parts";
import { runParts } from "./testing/run-parts";

// `npm run test:e2e`: the browser journeys alone.
await runParts([[build], [e2e]]);
