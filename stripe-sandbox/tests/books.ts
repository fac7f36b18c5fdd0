import { isSame } from "../engine/diff";
import type { Invoice, Subscription } from "../store/wire";
import { now } from "../world";
import type { Life } from "./lifecycle";

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** What does not add up in a customer's books; empty when all does. */
export function bookErrors({ account, customer }: Life): string[] {
  const errors: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) errors.push(what);
  };
  const { balance } = account.customers.get(customer);
  const moves = account.customerBalanceTransactions.of(customer);
  must(balance === sum(moves.map((move) => move.amount)), "the balance is not the sum of its movements");
  const invoices = account.invoices.of(customer);
  const billed = invoices.filter((row) => row.status !== "draft" && row.status !== "void");
  for (const row of invoices) errors.push(...invoiceErrors(row));
  const paid = sum(billed.map((row) => row.amount_paid));
  const owed = sum(billed.map((row) => row.amount_remaining));
  const services = sum(billed.map((row) => row.total));
  must(services === paid + owed + balance, `billed ${services} ≠ paid ${paid} + owed ${owed} + balance ${balance}`);
  const charged = sum(
    account.paymentIntents.of(customer).map((intent) => (intent.status === "succeeded" ? intent.amount_received : 0)),
  );
  must(charged === paid, `charged ${charged} ≠ paid ${paid}`);
  return errors;
}

function invoiceErrors(row: Invoice): string[] {
  const errors: string[] = [];
  const lines = sum(row.lines.data.map((line) => line.amount));
  const discounts = sum((row.total_discount_amounts ?? []).map((part) => part.amount));
  if (row.subtotal !== lines) errors.push(`${row.id}: subtotal is not the sum of its lines`);
  if (row.total !== lines - discounts) errors.push(`${row.id}: total is not subtotal less discounts`);
  if (row.status === "draft") return errors;
  const used = (row.ending_balance ?? 0) - row.starting_balance;
  if (row.total !== row.amount_due + used) errors.push(`${row.id}: total ≠ due + balance used`);
  if (row.amount_due !== row.amount_paid + row.amount_remaining) errors.push(`${row.id}: due ≠ paid + remaining`);
  if (row.status === "paid" && row.amount_remaining !== 0) errors.push(`${row.id}: paid but owing`);
  return errors;
}

/** In what way a subscription is in a state that Stripe's could not be in. */
export function stateErrors({ world, account, customer, subscription }: Life): string[] {
  const row = account.subscriptions.get(subscription);
  const at = now(world, account, customer);
  const errors: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) errors.push(`${row.status}: ${what}`);
  };
  const ended = row.status === "canceled" || row.status === "incomplete_expired";
  must(ended === (row.ended_at !== null), "ended_at does not fit");
  must((row.status === "paused") === Boolean(row.status_details), "status_details does not fit");
  must(row.items.data.length === 1, "items are missing");
  must(row.latest_invoice === null || account.invoices.find(row.latest_invoice) !== null, "latest invoice is unknown");
  if (ended) must(collecting(account.invoices.of(customer)).length === 0, "an ended subscription still collects");
  if (row.status === "incomplete") must(at < row.created + 23 * 3600, "should have expired");
  if (row.status === "trialing") must((row.trial_end ?? 0) > at, "the trial is over");
  if (row.pending_update) must(row.pending_update.expires_at > at, "the pending update has expired");
  if (isBilling(row)) {
    must(
      row.items.data.every((item) => item.current_period_end > at),
      "the period is over",
    );
    must(
      row.items.data.every((item) => item.current_period_start <= at),
      "the period has not begun",
    );
    must(row.cancel_at === null || row.cancel_at > at, "should have ended");
  }
  return errors;
}

function isBilling(row: Subscription): boolean {
  return row.status === "active" || row.status === "past_due" || row.status === "unpaid" || row.status === "trialing";
}

function collecting(invoices: Invoice[]): Invoice[] {
  return invoices.filter((row) => row.status === "open" && row.next_payment_attempt !== null);
}

/** Bookkeeping that Stripe changes without telling. */
const UNTOLD = new Set(["next_invoice_sequence", "currency", "test_clock", "updated"]);

/**
 * The objects of a life that differ from what the last event about them said. The order within the events of one
 * request is Stripe's own, not that of the changes: there any of them may be the last.
 */
export function untoldChanges({ account, customer, subscription }: Life, eventsFrom: number): string[] {
  const told = new Map<string, { request: string | null; objects: object[] }>();
  let position = 0;
  for (const event of account.events.values()) {
    if (position++ < eventsFrom) continue;
    const { object } = event.data;
    if (!("id" in object)) continue;
    const id = String(object.id);
    const request = event.request.id;
    const before = told.get(id);
    const isSameRequest = before !== undefined && request !== null && before.request === request;
    told.set(id, { request, objects: isSameRequest ? [...before.objects, object] : [object] });
  }
  const rows = [
    account.customers.get(customer),
    account.subscriptions.get(subscription),
    ...account.invoices.of(customer),
    ...account.paymentIntents.of(customer),
    ...account.paymentIntents.of(customer).flatMap((intent) => account.charges.of(intent.id)),
  ];
  return rows.flatMap((row) => {
    const last = told.get(row.id)?.objects ?? [];
    if (last.length === 0) return [`${row.id} was never told of`];
    const differences = last.map((object) => differing(row, object));
    return differences.some((each) => each.length === 0) ? [] : (differences.at(-1) ?? []);
  });
}

function differing(row: { object: string }, told: object): string[] {
  const before = Object.fromEntries(Object.entries(told));
  return Object.entries(row)
    .filter(([key, value]) => !UNTOLD.has(key) && !isSame(value, before[key]))
    .map(([key, value]) => `${row.object}.${key}: ${short(before[key])} → ${short(value)}`);
}

function short(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 160) ?? "undefined";
}
