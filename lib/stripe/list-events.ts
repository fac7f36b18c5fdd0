import type { ReceivedEvent } from "@/lib/sync/received-event";
import { askStripe } from "./client";
import { toReceivedEvent } from "./signature";

const AT_MOST = 10_000;

/** An event as Stripe keeps it for thirty days, with the body that a delivery of it would have. */
export interface KeptEvent extends ReceivedEvent {
  body: string;
}

/** The events that Stripe made in a span of time, the oldest first. https://docs.stripe.com/api/events/list */
export function listEvents(from: Date, to: Date): Promise<KeptEvent[]> {
  const created = { gte: Math.floor(from.getTime() / 1000), lte: Math.floor(to.getTime() / 1000) };
  return askStripe(async (sdk) => {
    const events = await sdk.events.list({ created, limit: 100 }).autoPagingToArray({ limit: AT_MOST });
    return events.map((event) => ({ ...toReceivedEvent(event), body: JSON.stringify(event) })).reverse();
  });
}
