import { healthSchema } from "@/lib/contracts/health";
import { json } from "@/lib/http/respond";
import { rawRoute } from "@/lib/http/routes";

/** Alive: the process answers. */
export const GET = rawRoute(async () => json({ status: "ok" }), {
  summary: "Say that the process answers",
  answer: healthSchema,
});
