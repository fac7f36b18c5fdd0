import type { Account } from "../account";
import type { CheckoutSession, Invoice, Subscription, SubscriptionSchedule } from "../store/wire";
import { hasEnded } from "./subscription-status";

const DAY = 86_400;
/** How long a first invoice may stay unpaid. */
export const INCOMPLETE_SECONDS = 23 * 3600;

/** Something that time alone brings about. */
export type Due = {
  at: number;
  id: string;
  kind:
    | "cancel"
    | "expire_incomplete"
    | "trial_will_end"
    | "trial_end"
    | "renew"
    | "upcoming"
    | "resume_collection"
    | "expire_pending"
    | "expire_resumption"
    | "schedule"
    | "finalize"
    | "retry"
    | "overdue"
    | "expire_checkout";
};

/** What comes next for a subscription. */
export function subscriptionDues(account: Account, subscription: Subscription): Due[] {
  if (hasEnded(subscription)) return [];
  const { id } = subscription;
  const dues: Due[] = [];
  const add = (kind: Due["kind"], at: number | null | undefined) => {
    if (typeof at === "number") dues.push({ at, id, kind });
  };
  add("cancel", subscription.cancel_at);
  if (subscription.status === "incomplete") {
    add("expire_incomplete", subscription.created + INCOMPLETE_SECONDS);
    return dues;
  }
  add("expire_pending", subscription.pending_update?.expires_at);
  add("resume_collection", subscription.pause_collection?.resumes_at);
  const record = account.subscriptionRecords.get(id);
  if (subscription.status === "paused") {
    add("expire_resumption", record.resumption?.expiresAt);
    return dues;
  }
  const periodEnd = Math.min(...subscription.items.data.map((item) => item.current_period_end));
  if (subscription.status === "trialing" && subscription.trial_end !== null) {
    if (!record.trialWillEndSent) add("trial_will_end", subscription.trial_end - 3 * DAY);
    add("trial_end", subscription.trial_end);
    return dues;
  }
  const upcomingAt = periodEnd - account.settings.upcoming_days * DAY;
  const starts = Math.max(...subscription.items.data.map((item) => item.current_period_start));
  const isEnding = subscription.cancel_at !== null && subscription.cancel_at <= periodEnd;
  if (!isEnding && record.upcomingSentFor !== periodEnd && upcomingAt > starts) add("upcoming", upcomingAt);
  add("renew", periodEnd);
  return dues;
}

/** What comes next for an invoice. */
export function invoiceDues(account: Account, invoice: Invoice): Due[] {
  const { id } = invoice;
  if (invoice.status === "draft") {
    return invoice.auto_advance && invoice.automatically_finalizes_at !== null
      ? [{ at: Math.max(invoice.automatically_finalizes_at, heldUntilOf(account, id)), id, kind: "finalize" }]
      : [];
  }
  if (invoice.status !== "open") return [];
  if (invoice.next_payment_attempt !== null) return [{ at: invoice.next_payment_attempt, id, kind: "retry" }];
  const subscriptionId = invoice.parent?.subscription_details?.subscription;
  const subscription = subscriptionId ? account.subscriptions.find(subscriptionId) : null;
  const isSent = invoice.collection_method === "send_invoice" && invoice.due_date !== null;
  return isSent && subscription?.status === "active" && subscription.latest_invoice === id
    ? [{ at: invoice.due_date ?? 0, id, kind: "overdue" }]
    : [];
}

function heldUntilOf(account: Account, invoice: string): number {
  return account.invoiceRecords.find(invoice)?.heldUntil ?? 0;
}

/** When an open session ends. */
export function checkoutDues(session: CheckoutSession): Due[] {
  return session.status === "open" ? [{ at: session.expires_at, id: session.id, kind: "expire_checkout" }] : [];
}

/** When a schedule starts, changes phase or ends. */
export function scheduleDues(schedule: SubscriptionSchedule): Due[] {
  const first = schedule.phases[0];
  if (schedule.status === "not_started" && first) return [{ at: first.start_date, id: schedule.id, kind: "schedule" }];
  if (schedule.status !== "active" || !schedule.current_phase) return [];
  return [{ at: schedule.current_phase.end_date, id: schedule.id, kind: "schedule" }];
}

const ORDER: readonly Due["kind"][] = [
  "schedule",
  "cancel",
  "expire_incomplete",
  "expire_pending",
  "expire_resumption",
  "resume_collection",
  "trial_will_end",
  "trial_end",
  "upcoming",
  "renew",
  "finalize",
  "retry",
  "overdue",
  "expire_checkout",
];

/** The earliest of several; at the same moment what ends comes before what renews. */
export function earliest(dues: readonly Due[]): Due | null {
  let first: Due | null = null;
  for (const due of dues) {
    if (
      first === null ||
      due.at < first.at ||
      (due.at === first.at && ORDER.indexOf(due.kind) < ORDER.indexOf(first.kind))
    ) {
      first = due;
    }
  }
  return first;
}

/** Everything that time will bring about for one customer. */
export function customerDues(account: Account, customer: string): Due[] {
  return [
    ...account.subscriptions.of(customer).flatMap((row) => subscriptionDues(account, row)),
    ...account.invoices.of(customer).flatMap((row) => invoiceDues(account, row)),
    ...account.schedules.of(customer).flatMap(scheduleDues),
  ];
}
