import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { findCustomerByIntent } from "@/db/queries/payments";
import { verifyEvent } from "@/lib/stripe/signature";
import { drainJob } from "./drain-job";
import { isHandled } from "./handled-events";
import type { ReceivedEvent } from "./received-event";

/**
 * Verifies a delivery and commits it to the inbox together with the job that will act on it: only then may it be
 * answered 2xx (G1). A second delivery of the same event finds its row and adds nothing (G2).
 */
export async function receiveEvent(db: Executor, rawBody: string, signature: string | null, secrets: string[]) {
  const event = verifyEvent(rawBody, signature, secrets);
  return { eventId: event.id, type: event.type, isNew: await storeEvent(db, event, rawBody) };
}

/** Whom an event is about, by its own word or by the payment that it names. */
export async function subjectOf(db: Executor, { subject, paymentIntent }: ReceivedEvent): Promise<string | null> {
  if (subject !== null || paymentIntent === null) return subject;
  return findCustomerByIntent(db, paymentIntent);
}

/** Writes an event and its job in one statement; answers whether it was not there before. */
export async function storeEvent(db: Executor, event: ReceivedEvent, body: string): Promise<boolean> {
  const subject = await subjectOf(db, event);
  const acts = isHandled(event.type) && subject !== null;
  const job = drainJob(subject ?? "");
  const rows = await db.execute<{ id: string }>(sql`
    with stored as (
      insert into inbox_events (id, type, api_version, stripe_customer_id, payload, state)
      values (${event.id}, ${event.type}, ${event.apiVersion}, ${subject}, ${body}::text::json,
              ${acts ? "received" : "ignored"})
      on conflict (id) do nothing
      returning id
    ), queued as (
      select graphile_worker.add_job(${job.name}::text, payload => ${JSON.stringify(job.payload)}::text::json,
        queue_name => ${job.queue}::text, job_key => ${job.key}::text)
      from stored where ${acts}::boolean
    )
    select stored.id from stored left join queued on true`);
  return rows.length > 0;
}
