import { moveRequestSchema, timeMachineSchema } from "@/lib/contracts/time-machine";
import { AppError } from "@/lib/errors";
import { tenantRoute } from "@/lib/http/routes";
import { moveTime } from "@/lib/time-machine/move-time";
import { readTimeMachine } from "@/lib/time-machine/read-time-machine";

/** The workspace's time at the local Stripe, and what has happened in it. */
export const GET = tenantRoute(
  {
    summary: "Read the time machine (local Stripe only)",
    allow: "subscription:manage",
    by: "session",
    answer: timeMachineSchema,
  },
  ({ tenant }) => readTimeMachine(tenant.id),
);

/** Moves the workspace's time. */
export const POST = tenantRoute(
  {
    summary: "Move a workspace's time (local Stripe only)",
    allow: "subscription:manage",
    by: "session",
    body: moveRequestSchema,
    answer: timeMachineSchema,
  },
  async ({ tenant, body: { moment, days } }) => {
    if (moment) await moveTime(tenant.id, { moment });
    else if (days) await moveTime(tenant.id, { days });
    else throw new AppError("invalid_request", "Name a moment or a number of days.");
    return readTimeMachine(tenant.id);
  },
);
