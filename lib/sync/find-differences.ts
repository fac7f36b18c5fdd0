import type { InvoiceRow, SubscriptionRow } from "@/db/queries/billing";
import { hasEnded } from "./choose-current";
import type { BillingDecision, BillingFacts } from "./decide-billing";

/** What our tables and Stripe disagree about; those of `repair: "sync"` are gone after the sync that found them. */
export type DifferenceKind =
  | "subscription_unknown_here"
  | "subscription_differs"
  | "invoice_unknown_here"
  | "invoice_differs"
  | "second_subscription"
  | "unknown_price";

export interface Difference {
  kind: DifferenceKind;
  /** Stripe's id of what differs. */
  subject: string;
  /** By field: ours, then Stripe's. */
  detail: Record<string, unknown>;
  repair: "sync" | "operator";
}

type Plain = Record<string, unknown>;

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

/** The fields in which two rows differ, each with our value and Stripe's. */
function differingFields(ours: Plain, theirs: Plain, fields: readonly string[]): Plain {
  const pairs = fields.map((field) => [field, [plain(ours[field]), plain(theirs[field])]] as const);
  return Object.fromEntries(pairs.filter(([, [a, b]]) => JSON.stringify(a) !== JSON.stringify(b)));
}

const SUBSCRIPTION_FIELDS = [
  "status",
  "stripePriceId",
  "quantity",
  "currentPeriodEndAt",
  "trialEndAt",
  "cancelAt",
  "endedAt",
  "collectionPaused",
  "scheduledStripePriceId",
  "scheduledAt",
  "pendingStripePriceId",
] as const;
const INVOICE_FIELDS = ["status", "totalMinor", "amountDueMinor", "amountPaidMinor"] as const;

/** Compares what is stored with what a sync is about to write; pure. */
export function findDifferences(
  facts: BillingFacts,
  decision: BillingDecision,
  storedInvoices: readonly InvoiceRow[],
): Difference[] {
  return [
    ...decision.subscriptions.flatMap((row) => subscriptionDifference(facts.stored, row)),
    ...decision.invoices.flatMap((row) => invoiceDifference(storedInvoices, row)),
    ...standingProblems(decision.subscriptions),
  ];
}

function subscriptionDifference(stored: readonly SubscriptionRow[], row: SubscriptionRow): Difference[] {
  const subject = row.stripeSubscriptionId;
  const ours = stored.find((each) => each.stripeSubscriptionId === subject);
  if (!ours)
    return [{ kind: "subscription_unknown_here", subject, detail: { status: [null, row.status] }, repair: "sync" }];
  const detail = differingFields({ ...ours }, { ...row }, SUBSCRIPTION_FIELDS);
  return Object.keys(detail).length > 0 ? [{ kind: "subscription_differs", subject, detail, repair: "sync" }] : [];
}

function invoiceDifference(stored: readonly InvoiceRow[], row: InvoiceRow): Difference[] {
  const subject = row.stripeInvoiceId;
  const ours = stored.find((each) => each.stripeInvoiceId === subject);
  if (!ours) return [{ kind: "invoice_unknown_here", subject, detail: { status: [null, row.status] }, repair: "sync" }];
  const detail = differingFields({ ...ours }, { ...row }, INVOICE_FIELDS);
  return Object.keys(detail).length > 0 ? [{ kind: "invoice_differs", subject, detail, repair: "sync" }] : [];
}

/** What no sync can set right: a person has to decide what was meant. */
export function standingProblems(subscriptions: readonly SubscriptionRow[]): Difference[] {
  const open = subscriptions.filter((row) => !hasEnded(row));
  const seconds = open
    .filter((row) => !row.isCurrent)
    .map((row): Difference => {
      const detail = { status: row.status, says: "open beside the current one" };
      return { kind: "second_subscription", subject: row.stripeSubscriptionId, detail, repair: "operator" };
    });
  const unknown = open
    .filter((row) => row.priceId === null)
    .map((row): Difference => {
      const detail = { price: row.stripePriceId, says: "the price is not in the catalogue" };
      return { kind: "unknown_price", subject: row.stripeSubscriptionId, detail, repair: "operator" };
    });
  return [...seconds, ...unknown];
}
