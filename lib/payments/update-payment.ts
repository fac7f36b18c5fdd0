import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { lockBilling } from "@/db/queries/billing";
import {
  appendHistory,
  findPayment,
  lockPayment,
  type PaymentKey,
  type PaymentRow,
  savePayments,
} from "@/db/queries/payments";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { appendEvents } from "@/lib/events/append-events";
import { paymentStatusUpdated } from "./payment-events";
import type { PaymentUpdateData } from "./payment-provider";
import { isSettled, raise, rankOf } from "./payment-status";
import { toWholeSecond } from "./whole-second";

/**
 * Brings one piece of news to a payment, found by our id or the provider's: appends it to the history, moves the status
 * up where it ranks higher, and tells PaymentStatusUpdatedEvent when it moved. The same source is applied once. Another
 * amount or currency is recorded as refused and throws `payment_amount_mismatch`; `not_found` for an unknown payment.
 */
export async function updatePayment(key: PaymentKey, data: PaymentUpdateData): Promise<PaymentRow> {
  const known = await findPayment(database(), key);
  if (!known) throw notFound();
  const { row, isRefused } = await database().transaction((tx) => updatePaymentIn(tx, known, data));
  // Thrown after the commit: the refusal itself is part of the history.
  if (isRefused) throw mismatch(row, data);
  return row;
}

/** `updatePayment` in the caller's transaction; a refused amount is answered instead of thrown, so that its record stays. */
export async function updatePaymentIn(
  tx: Transaction,
  { id, tenantId }: Pick<PaymentRow, "id" | "tenantId">,
  told: PaymentUpdateData,
): Promise<{ row: PaymentRow; isRefused: boolean }> {
  const data = { ...told, occurredAt: toWholeSecond(told.occurredAt) };
  // The tenant's lock before the row's: in the order in which a sync takes them.
  await lockBilling(tx, tenantId);
  const before = await lockPayment(tx, { id });
  if (!before) throw notFound();
  if (isMismatch(before, data)) {
    await appendHistory(tx, [{ ...entryOf(before, data), source: `refused:${data.source}`, applied: "refused" }]);
    return { row: before, isRefused: true };
  }
  // What would take a settled payment back is kept, and has no effect.
  const applied = isSettled(before.status) && rankOf(data.status) < rankOf(before.status) ? "refused" : "applied";
  const [isNew] = await appendHistory(tx, [{ ...entryOf(before, data), applied }]);
  if (!isNew || applied === "refused") return { row: before, isRefused: false };
  const row = nextRow(before, data);
  await savePayments(tx, [row]);
  if (row.status !== before.status) {
    const step = { from: before.status, to: row.status, failureCode: row.failureCode, occurredAt: data.occurredAt };
    await appendEvents(tx, tenantId, [paymentStatusUpdated(row, step)]);
    await announceTenantChange(tx, tenantId, "payment");
  }
  return { row, isRefused: false };
}

function nextRow(before: PaymentRow, data: PaymentUpdateData): PaymentRow {
  const status = raise(before.status, data.status);
  const isConfirmed = status === "CONFIRMED" && before.status !== "CONFIRMED";
  return {
    ...before,
    status,
    externalId: before.externalId ?? data.externalId ?? null,
    debitReferenceId: before.debitReferenceId ?? data.debitReferenceId ?? null,
    failureCode: status === data.status ? (data.failureCode ?? null) : before.failureCode,
    confirmedAt: isConfirmed ? data.occurredAt : before.confirmedAt,
    updatedAt: data.occurredAt,
  };
}

function isMismatch(row: PaymentRow, { amountMinor, currency }: PaymentUpdateData): boolean {
  const isOtherAmount = amountMinor != null && amountMinor !== row.amountMinor;
  const isOtherCurrency = currency != null && currency !== row.currency;
  return isOtherAmount || isOtherCurrency;
}

function entryOf(row: PaymentRow, data: PaymentUpdateData) {
  const { status, source, occurredAt, failureCode = null, amountMinor, currency, detail = {} } = data;
  const told = amountMinor == null ? {} : { amount_minor: amountMinor, currency: currency ?? row.currency };
  return { paymentId: row.id, status, source, failureCode, detail: { ...told, ...detail }, occurredAt };
}

const notFound = () => new AppError("not_found", "There is no such payment.");

function mismatch(row: PaymentRow, { amountMinor, currency }: PaymentUpdateData): AppError {
  const told = `${amountMinor ?? row.amountMinor} ${currency ?? row.currency}`;
  const detail = `The payment is over ${row.amountMinor} ${row.currency} (minor units), not over ${told}. Nothing was booked.`;
  return new AppError("payment_amount_mismatch", detail);
}
