import { readinessSchema } from "@/lib/contracts/health";
import { checkReady } from "@/lib/health/check-ready";
import { json } from "@/lib/http/respond";
import { rawRoute } from "@/lib/http/routes";

/** Ready for traffic, or 503 with the name of what is missing, which keeps visitors away. */
export const GET = rawRoute(
  async () => {
    const readiness = await checkReady();
    return json(readiness, readiness.status === "ok" ? 200 : 503);
  },
  { summary: "Say whether the process can serve", answer: readinessSchema },
);
