import { differenceListSchema } from "@/lib/contracts/operations";
import { operatorRoute } from "@/lib/http/routes";
import { previewReplay } from "@/lib/inbox/replay-event";

/** What a replay of the event would change; changes nothing. */
export const POST = operatorRoute(
  { summary: "Preview the replay of a webhook event", answer: differenceListSchema },
  async ({ params }) => ({ data: await previewReplay(params.event_id) }),
);
