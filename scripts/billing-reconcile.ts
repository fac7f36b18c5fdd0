import { isNotNull } from "drizzle-orm";
import { disconnect } from "@/db/client";
import { billingAccounts } from "@/db/schema/billing";
import { database } from "@/lib/database";
import { isId, type TenantId } from "@/lib/ids";
import { pushCatalogue } from "@/lib/plans/push-catalogue";
import { backfillEvents } from "@/lib/sync/backfill-events";
import { compareTenant } from "@/lib/sync/compare-tenant";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { loadEnvFile } from "./launch/env-file";

// Compares every workspace (or `--tenant ID`) and the catalogue with Stripe, prints each difference, and sets right what
// a sync can. `--dry-run` only prints. Exits 1 when something is left for a person.
loadEnvFile();
const isDryRun = process.argv.includes("--dry-run");

async function chosenTenants(): Promise<TenantId[]> {
  const at = process.argv.indexOf("--tenant");
  const given = at === -1 ? undefined : process.argv[at + 1];
  if (at !== -1 && !(given && isId(given))) throw new Error("--tenant needs the id of a workspace");
  if (given) return [given as TenantId];
  const rows = await database()
    .select({ tenantId: billingAccounts.tenantId })
    .from(billingAccounts)
    .where(isNotNull(billingAccounts.stripeCustomerId));
  return rows.map(({ tenantId }) => tenantId);
}

const line = (tenant: string, kind: string, subject: string, detail: unknown) =>
  console.log(
    `${tenant}  ${kind.padEnd(26)} ${subject}  ${typeof detail === "string" ? detail : JSON.stringify(detail)}`,
  );

let left = 0;
let repaired = 0;
const tenants = await chosenTenants();
for (const tenantId of tenants) {
  for (const { kind, subject, detail, repair } of await compareTenant(tenantId)) {
    line(tenantId, kind, subject, detail);
    if (repair === "operator") left += 1;
    else repaired += 1;
  }
  if (!isDryRun) await syncTenantBilling(tenantId, "reconciliation");
}
const missed = isDryRun ? 0 : await backfillEvents();
for (const { action, lookupKey, detail } of await pushCatalogue(database(), { dryRun: true })) {
  if (action === "keep") continue;
  line("catalogue".padEnd(36), `price_${action}`, lookupKey, detail);
  left += 1;
}
const done = isDryRun ? "would be set right" : "set right";
console.log(
  `${tenants.length} workspaces compared: ${repaired} differences ${done}, ${missed} missed events brought in, ${left} left to a person`,
);
await disconnect();
process.exit(left > 0 ? 1 : 0);
