import { z } from "zod";

export const healthSchema = z.object({ status: z.literal("ok") });

/** Whether a process can serve, or what it lacks. */
export const readinessSchema = z.union([
  z.object({ status: z.literal("ok"), database_time: z.string() }),
  z.object({
    status: z.literal("not_ready"),
    missing: z.array(z.object({ check: z.string(), detail: z.string() })),
  }),
]);
