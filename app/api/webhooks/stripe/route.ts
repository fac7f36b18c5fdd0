import { z } from "zod";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { readText } from "@/lib/http/body";
import { json } from "@/lib/http/respond";
import { rawRoute } from "@/lib/http/routes";
import { logger } from "@/lib/logger";
import { receiveEvent } from "@/lib/sync/receive-event";

const receivedSchema = z.object({ received: z.literal(true) });
const WEBHOOK_LIMIT_BYTES = 256 * 1024;

/**
 * Stripe's deliveries: verify, store, acknowledge. 2xx is answered only after the event is committed; anything that
 * fails before answers an error, so that Stripe sends it again (G1).
 */
export const POST = rawRoute(
  async (request, requestId) => {
    const body = await readText(request, WEBHOOK_LIMIT_BYTES);
    const secrets = env()
      .STRIPE_WEBHOOK_SECRET.split(",")
      .map((secret) => secret.trim());
    const { eventId, type, isNew } = await receiveEvent(
      database(),
      body,
      request.headers.get("stripe-signature"),
      secrets,
    );
    logger().info({ requestId, eventId, type, isNew }, "webhook stored");
    return json({ received: true });
  },
  { summary: "Take a delivery of Stripe's", answer: receivedSchema },
);
