import { driftPageSchema, driftQuerySchema } from "@/lib/contracts/operations";
import { listDrifts } from "@/lib/drifts/list-drifts";
import { operatorRoute } from "@/lib/http/routes";

/** Differences between our tables and Stripe that were found, the newest first. */
export const GET = operatorRoute(
  { summary: "List differences found by reconciliation", query: driftQuerySchema, answer: driftPageSchema },
  ({ query }) => listDrifts({ ...query, open: query.open === undefined ? undefined : query.open === "true" }),
);
