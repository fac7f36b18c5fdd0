import { creditEntryPageSchema } from "@/lib/contracts/credits";
import { pageQuerySchema } from "@/lib/contracts/subscription";
import { listCreditEntries } from "@/lib/credits/list-credit-entries";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";

/** The ledger, newest first. */
export const GET = tenantRoute(
  {
    allow: "credits:read",
    summary: "List the credit ledger",
    query: pageQuerySchema,
    answer: creditEntryPageSchema,
  },
  ({ tenant, query }) => listCreditEntries(database(), tenant.id, query),
);
