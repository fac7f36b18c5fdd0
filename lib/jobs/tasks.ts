import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { sweepExpired } from "@/lib/auth/sweep-expired";
import { sweepCardSetups } from "@/lib/card-setups/sweep-card-setups";
import { closeCheckout } from "@/lib/checkout/close-checkout";
import { sweepReservations } from "@/lib/credits/sweep-reservations";
import { endUnpaid } from "@/lib/due/end-unpaid";
import { settleTenant } from "@/lib/due/settle-tenant";
import { sweepDue } from "@/lib/due/sweep-due";
import type { PaymentId, QuoteId, TenantId } from "@/lib/ids";
import { sendMail } from "@/lib/notifications/send-mail";
import { repostParked } from "@/lib/payments/repost-parked";
import { runPayment } from "@/lib/payments/run-payment";
import { restoreAbandoned } from "@/lib/plan-changes/restore-abandoned";
import { syncSeats } from "@/lib/plan-changes/sync-seats";
import { takeUpQuote } from "@/lib/plan-changes/take-up-quote";
import { recountQuotas } from "@/lib/quotas/recount-quota";

import { sweepRegistrations } from "@/lib/registration/sweep-registrations";
import { adoptTenantCard } from "@/lib/subscriptions/adopt-tenant-card";
import { settleEndedPause } from "@/lib/subscriptions/settle-ended-pause";
import { backfillEvents } from "@/lib/sync/backfill-events";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { reconcile } from "@/lib/sync/reconcile";
import { SYNC_CAUSES } from "@/lib/sync/sync-cause";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { settleInterruptedTrials } from "@/lib/trials/settle-interrupted-trials";
import type { JobName } from "./add-job";
import { forPresentTenants } from "./for-present-tenants";

const drainPayload = z.object({ stripeCustomerId: z.string() });
const tenantPayload = z.object({ tenantId: z.uuid().transform((id) => id as TenantId) });
const syncPayload = tenantPayload.extend({ cause: z.enum(SYNC_CAUSES) });
const adoptPayload = tenantPayload.extend({ stripeSubscriptionId: z.string(), newDefault: z.string().nullable() });
const quotePayload = tenantPayload.extend({ quoteId: z.uuid().transform((id) => id as QuoteId) });
const paymentPayload = z.object({ paymentId: z.uuid().transform((id) => id as PaymentId) });
const transfersPayload = z.object({ debitReferenceId: z.string() });
const mailPayload = z.object({ mailId: z.uuid() });

const WORK: Record<JobName, NonNullable<TaskList[string]>> = {
  "drain-inbox": async (payload, { job }) => {
    const attempt = { number: job.attempts, of: job.max_attempts };
    await drainInbox(drainPayload.parse(payload).stripeCustomerId, attempt);
  },
  "sync-tenant": async (payload) => {
    const { tenantId, cause } = syncPayload.parse(payload);
    await syncTenantBilling(tenantId, cause);
  },
  "close-checkout": async (payload) => closeCheckout(tenantPayload.parse(payload).tenantId),
  "adopt-card": async (payload) => adoptTenantCard(adoptPayload.parse(payload)),
  "send-mail": async (payload) => sendMail(mailPayload.parse(payload).mailId),
  reconcile: async () => reconcile(),
  "backfill-events": async () => {
    await backfillEvents();
  },
  "sweep-due": async () => sweepDue(),
  "settle-tenant": async (payload) => settleTenant(tenantPayload.parse(payload).tenantId),
  "end-unpaid": async (payload) => endUnpaid(tenantPayload.parse(payload).tenantId),
  "sweep-reservations": async () => sweepReservations(),
  "init-payment": async (payload) => runPayment(paymentPayload.parse(payload).paymentId),
  "repost-transfers": async (payload) => {
    await repostParked(transfersPayload.parse(payload).debitReferenceId);
  },
  "recount-quotas": async () => recountQuotas(),
  "sweep-card-setups": async () => {
    await sweepCardSetups();
    await settleInterruptedTrials();
  },
  "confirm-quote": async (payload) => takeUpQuote(quotePayload.parse(payload)),
  "restore-schedule": async (payload) => restoreAbandoned(quotePayload.parse(payload)),
  "sync-seats": async (payload) => syncSeats(tenantPayload.parse(payload).tenantId),
  "settle-ended-pause": async (payload) => settleEndedPause(tenantPayload.parse(payload).tenantId),
  "sweep-registrations": async () => sweepRegistrations(),
  "sweep-expired": async () => sweepExpired(),
};

/** What the worker does for each kind of job. */
export const TASKS = forPresentTenants(WORK);

/** What runs by the clock (UTC), in crontab's words. */
export const SCHEDULE = [
  "7 * * * * reconcile",
  "*/15 * * * * backfill-events",
  "* * * * * sweep-due",
  "* * * * * sweep-reservations",
  "41 3 * * * recount-quotas",
  "*/15 * * * * sweep-card-setups",
  "*/15 * * * * sweep-registrations",
  "23 3 * * * sweep-expired",
].join("\n");
