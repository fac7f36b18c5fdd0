import { inboxPageSchema, inboxQuerySchema } from "@/lib/contracts/operations";
import { operatorRoute } from "@/lib/http/routes";
import { listInbox } from "@/lib/inbox/list-inbox";

/** Webhook events with what became of them, the newest first. */
export const GET = operatorRoute(
  { summary: "List received webhook events", query: inboxQuerySchema, answer: inboxPageSchema },
  ({ query }) => listInbox(query),
);
