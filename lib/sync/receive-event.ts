import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findCustomerByIntent } from "@/db/queries/payments";
import { clockOf, customerOf, disputedIntentOf, verifyEvent } from "@/lib/stripe/signature";
import { drainJob } from "./drain-job";
import { isHandled } from "./handled-events";

/**
 * Verifies a delivery and commits it to the inbox together with the job that will act on it, in one statement: only
 * then may it be answered 2xx (G1). A second delivery of the same event finds its row and adds nothing (G2).
 */
export async function receiveEvent(db: Database, rawBody: string, signature: string | null, secrets: string[]) {
  const event = verifyEvent(rawBody, signature, secrets);
  const intent = disputedIntentOf(event);
  const subject = customerOf(event) ?? clockOf(event) ?? (intent ? await findCustomerByIntent(db, intent) : null);
  const acts = isHandled(event.type) && subject !== null;
  const job = drainJob(subject ?? "");
  const rows = await db.execute<{ id: string }>(sql`
    with stored as (
      insert into inbox_events (id, type, api_version, stripe_customer_id, payload, state)
      values (${event.id}, ${event.type}, ${event.api_version}, ${subject}, ${rawBody}::text::json,
              ${acts ? "received" : "ignored"})
      on conflict (id) do nothing
      returning id
    ), queued as (
      select graphile_worker.add_job(${job.name}::text, payload => ${JSON.stringify(job.payload)}::text::json,
        queue_name => ${job.queue}::text, job_key => ${job.key}::text)
      from stored where ${acts}::boolean
    )
    select stored.id from stored left join queued on true`);
  return { eventId: event.id, type: event.type, isNew: rows.length > 0 };
}
