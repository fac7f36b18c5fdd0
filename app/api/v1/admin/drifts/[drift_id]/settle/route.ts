import { driftSchema } from "@/lib/contracts/operations";
import { toDriftDto } from "@/lib/drifts/list-drifts";
import { settleDrift } from "@/lib/drifts/settle-drift";
import { operatorRoute } from "@/lib/http/routes";
import { requireId } from "@/lib/ids";

/** Marks a difference as settled; if it still stands, the next look opens it again. */
export const POST = operatorRoute({ summary: "Settle a difference", answer: driftSchema }, async ({ params, actor }) =>
  toDriftDto(await settleDrift(requireId(params.drift_id), actor)),
);
