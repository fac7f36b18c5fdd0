import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { SyncCause } from "@/lib/sync/sync-cause";

/** Every kind of background work with its payload. */
export interface Jobs {
  /** Brings one Stripe customer's waiting webhook events to their effect. */
  "drain-inbox": { stripeCustomerId: string };
  /** Syncs one tenant, outside any request. */
  "sync-tenant": { tenantId: string; cause: SyncCause };
  /** Looks for what has fallen due by the passing of time. */
  "sweep-due": Record<string, never>;
  /** Decides one tenant's access anew and draws the consequences. */
  "settle-tenant": { tenantId: string };
  /** Ends a subscription at Stripe whose payment was given up, and voids what it still asks for. */
  "end-unpaid": { tenantId: string };
  "send-mail": { mailId: string };
  /** Expires the payment page of a tenant that has a subscription by now. */
  "close-checkout": { tenantId: string };
  /** Leaves the customer's default as the only card. */
  "adopt-card": { tenantId: string; stripeSubscriptionId: string; newDefault: string | null };
  /** Looks at every tenant with a customer at Stripe, so that what was missed is found. */
  reconcile: Record<string, never>;
  /** Brings in the events that Stripe made and that never arrived. */
  "backfill-events": Record<string, never>;
  /** Gives credits back that were set aside for too long. */
  "sweep-reservations": Record<string, never>;
  /** Runs a payment's provider outside any request. */
  "init-payment": { paymentId: string };
  /** Books the transfers of a reference that wait for it, or for something to pay. */
  "repost-transfers": { debitReferenceId: string };
  /** Counts anew what the quotas say, and sets right what differs. */
  "recount-quotas": Record<string, never>;
  /** Ends card forms that nobody finished, and settles trials whose start was interrupted. */
  "sweep-card-setups": Record<string, never>;
  /** Finishes registrations that were interrupted, and clears away those that nobody finished. */
  "sweep-registrations": Record<string, never>;
  /** Takes up a confirmed change of plan whose request died. */
  "confirm-quote": { tenantId: string; quoteId: string };
  /** Schedules again what an abandoned upgrade had taken back. */
  "restore-schedule": { tenantId: string; quoteId: string };
  /** Sets the subscription's quantity to the number of members. */
  "sync-seats": { tenantId: string };
  /** Pays for the period that a pause has ended in, or goes on pausing. */
  "settle-ended-pause": { tenantId: string };
  /** Deletes sessions and links that are over. */
  "sweep-expired": Record<string, never>;
}
export type JobName = keyof Jobs;

export interface JobOptions {
  /** Waiting jobs of the same key become one. A running one is not touched: what comes while it runs runs after it. */
  key?: string;
  /** Jobs of a queue run one after the other. */
  queue?: string;
  runAt?: Date;
  /** A waiting job of the same key keeps its own time instead of moving to `runAt`. */
  keepsRunAt?: boolean;
  /** Of the jobs that are due, those with the lowest number run first; 0 unless told. */
  priority?: number;
  maxAttempts?: number;
}

/** Adds a job in the caller's transaction: it exists exactly when what it follows from does. */
export async function addJob<N extends JobName>(db: Executor, name: N, payload: Jobs[N], options: JobOptions = {}) {
  await db.execute(sql`select graphile_worker.add_job(
    ${name}::text,
    payload => ${JSON.stringify(payload)}::text::json,
    queue_name => ${options.queue ?? null}::text,
    run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? 25}::int,
    job_key => ${options.key ?? null}::text,
    job_key_mode => ${options.keepsRunAt ? "preserve_run_at" : "replace"}::text,
    priority => ${options.priority ?? 0}::int
  )`);
}
