import { disconnect } from "@/db/client";
import { database } from "@/lib/database";
import { pushCatalogue } from "@/lib/plans/push-catalogue";
import { seedCatalogue } from "@/lib/plans/seed-catalogue";
import { loadEnvFile } from "./launch/env-file";

// Pushes the catalogue to Stripe; `--dry-run` prints the difference and changes nothing at Stripe.
loadEnvFile();
const dryRun = process.argv.includes("--dry-run");
await seedCatalogue(database());
const report = await pushCatalogue(database(), { dryRun });
for (const { action, lookupKey, detail } of report)
  if (action !== "keep" || dryRun) console.log(`${action.padEnd(8)} ${lookupKey}  ${detail}`);
const drift = report.filter(({ action }) => action === "differs").length;
console.log(
  `${report.length} prices, ${report.filter(({ action }) => action === "keep").length} unchanged, ${drift} differing`,
);
await disconnect();
process.exit(drift > 0 ? 1 : 0);
