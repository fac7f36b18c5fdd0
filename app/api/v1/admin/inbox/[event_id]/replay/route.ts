import { inboxEventDetailSchema } from "@/lib/contracts/operations";
import { operatorRoute } from "@/lib/http/routes";
import { toInboxEventDetailDto } from "@/lib/inbox/list-inbox";
import { replayEvent } from "@/lib/inbox/replay-event";

/** Lets a webhook event have its effect once more. */
export const POST = operatorRoute(
  { summary: "Replay a received webhook event", answer: inboxEventDetailSchema },
  async ({ params, actor }) => toInboxEventDetailDto(await replayEvent(params.event_id, actor)),
);
