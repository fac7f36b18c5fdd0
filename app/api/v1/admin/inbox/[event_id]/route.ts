import { inboxEventDetailSchema } from "@/lib/contracts/operations";
import { operatorRoute } from "@/lib/http/routes";
import { requireInboxEvent, toInboxEventDetailDto } from "@/lib/inbox/list-inbox";

/** One webhook event with its body. */
export const GET = operatorRoute(
  { summary: "Read a received webhook event", answer: inboxEventDetailSchema },
  async ({ params }) => toInboxEventDetailDto(await requireInboxEvent(params.event_id)),
);
