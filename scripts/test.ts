import { build, e2e, guarantees, imports, integration, lint, sandbox, types, unit } from "./testing/parts";
import { runParts } from "./testing/run-parts";

// `npm test`: everything that CI runs. Suites that use a database, a sandbox or a browser run one after the other, so
// that each has the machine for itself.
await runParts([[types, lint, imports], [unit], [integration], [sandbox], [build], [e2e], [guarantees]]);
