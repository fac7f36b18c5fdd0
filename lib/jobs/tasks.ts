import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { sweepExpired } from "@/lib/auth/sweep-expired";
import { closeCheckout } from "@/lib/checkout/close-checkout";
import { sweepReservations } from "@/lib/credits/sweep-reservations";
import { endUnpaid } from "@/lib/due/end-unpaid";
import { settleTenant } from "@/lib/due/settle-tenant";
import { sweepDue } from "@/lib/due/sweep-due";
import type { TenantId } from "@/lib/ids";
import { sendMail } from "@/lib/notifications/send-mail";
import { recountQuotas } from "@/lib/quotas/recount-quota";
import { adoptTenantCard } from "@/lib/subscriptions/adopt-tenant-card";
import { backfillEvents } from "@/lib/sync/backfill-events";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { reconcile } from "@/lib/sync/reconcile";
import { SYNC_CAUSES } from "@/lib/sync/sync-cause";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import type { JobName } from "./add-job";

const drainPayload = z.object({ stripeCustomerId: z.string() });
const tenantPayload = z.object({ tenantId: z.uuid().transform((id) => id as TenantId) });
const syncPayload = tenantPayload.extend({ cause: z.enum(SYNC_CAUSES) });
const adoptPayload = tenantPayload.extend({ stripeSubscriptionId: z.string(), newDefault: z.string().nullable() });
const mailPayload = z.object({ mailId: z.uuid() });

/** What the worker does for each kind of job. */
export const TASKS: Record<JobName, NonNullable<TaskList[string]>> = {
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
  "recount-quotas": async () => recountQuotas(),
  "sweep-expired": async () => sweepExpired(),
};

/** What runs by the clock (UTC), in crontab's words. */
export const SCHEDULE = [
  "7 * * * * reconcile",
  "*/15 * * * * backfill-events",
  "* * * * * sweep-due",
  "* * * * * sweep-reservations",
  "41 3 * * * recount-quotas",
  "23 3 * * * sweep-expired",
].join("\n");
