import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoredPayment } from "@/db/queries/payments";
import { newId, type PaymentId, type TenantId } from "@/lib/ids";
import type { PaymentSnapshot } from "@/lib/sync/billing-snapshot";
import { rankOf } from "./payment-status";
import { planPaymentWrites, REQUESTED } from "./plan-payment-writes";

const TENANT = newId<TenantId>();
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

const intent = (over: Partial<PaymentSnapshot> = {}): PaymentSnapshot => ({
  stripePaymentIntentId: "pi_1",
  paymentId: null,
  checkoutId: null,
  status: "requires_payment_method",
  amountMinor: 4900,
  receivedMinor: 0,
  currency: "usd",
  description: null,
  stripeInvoiceId: null,
  failureCode: null,
  createdAt: day(1),
  canceledAt: null,
  attempts: [],
  refunds: [],
  disputes: [],
  ...over,
});

const declined = (n: number) => ({
  stripeChargeId: `ch_${n}`,
  succeeded: false,
  pending: false,
  failureCode: "generic_decline",
  createdAt: day(n),
});
const paid = (attempts: PaymentSnapshot["attempts"] = []) =>
  intent({
    status: "succeeded",
    receivedMinor: 4900,
    attempts: [...attempts, { ...declined(9), succeeded: true, failureCode: null }],
  });

const plan = (stored: StoredPayment[], ...payments: PaymentSnapshot[]) =>
  planPaymentWrites(TENANT, stored, { payments, invoices: [] }, day(20));

/** What is stored after a look, as the database would hold it. */
function look(stored: StoredPayment[], payment: PaymentSnapshot): StoredPayment[] {
  const writes = plan(stored, payment);
  const [row] = writes.payments;
  const before = stored[0];
  if (!row && !before) return [];
  const sources = [...(before?.sources ?? []), ...writes.history.map(({ source }) => source)];
  const known = row ?? before?.row;
  return known ? [{ row: known, sources, refunds: payment.refunds, disputes: [] }] : [];
}

/** The life of one intent, as Stripe could report it at any moment. */
const LIFE = [
  intent(),
  intent({ attempts: [declined(2)] }),
  intent({ status: "requires_action", attempts: [declined(2)] }),
  intent({ attempts: [declined(2), declined(3)] }),
  intent({ status: "processing", attempts: [declined(2), declined(3)] }),
  paid([declined(2), declined(3)]),
];

describe("G12: payments are recorded from what Stripe reports, because nobody looks at every moment of them", () => {
  it("G3: any looks in any order, repeated or missed, end where the last moment is, and never fall back", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: LIFE.length - 1 }), { maxLength: 12 }), (moments) => {
        let stored: StoredPayment[] = [];
        for (const moment of [...moments, LIFE.length - 1]) {
          const before = stored[0]?.row.status ?? "NEW";
          stored = look(stored, LIFE[moment] ?? intent());
          expect(rankOf(stored[0]?.row.status ?? "NEW")).toBeGreaterThanOrEqual(rankOf(before));
        }
        expect(stored[0]?.row).toMatchObject({ status: "CONFIRMED", confirmedAt: day(9), failureCode: null });
        const charges = stored[0]?.sources.filter((source) => source.startsWith("ch_")).sort();
        expect(charges).toEqual(["ch_2", "ch_3", "ch_9"]);
      }),
    );
  });

  it("G2: a second look at the same writes and tells nothing", () => {
    for (const moment of LIFE) {
      const again = plan(look([], moment), moment);
      expect(again).toEqual({ payments: [], history: [], refunds: [], disputes: [], events: [] });
    }
  });

  it("G12: a look that comes after everything tells each step with its own time", () => {
    const { events } = plan([], paid([declined(2), declined(3)]));
    expect(events.map(({ type }) => type)).toEqual(["PaymentCreated", "PaymentStatusUpdated", "PaymentStatusUpdated"]);
    expect(events.map(({ data }) => ("occurred_at" in data ? data.occurred_at.slice(8, 10) : ""))).toEqual([
      "01",
      "02",
      "09",
    ]);
  });

  it("G12: a charge that is only held is not money", () => {
    const held = intent({
      status: "requires_capture",
      attempts: [{ ...declined(2), succeeded: true, failureCode: null }],
    });
    expect(plan([], held).payments).toMatchObject([{ status: "PENDING", confirmedAt: null }]);
  });
});

describe("G12: what we asked for is what must arrive", () => {
  const [first] = plan([], intent()).payments;
  if (!first) throw new Error("nothing planned");
  const requested = (over: Partial<StoredPayment["row"]> = {}): StoredPayment => ({
    row: { ...first, id: newId<PaymentId>(), externalId: null, ...over },
    sources: [REQUESTED],
    refunds: [],
    disputes: [],
  });

  it("G12: an intent that carries our id, or pays our invoice, becomes our payment instead of a second one", () => {
    const byId = requested();
    expect(plan([byId], { ...paid(), paymentId: byId.row.id }).payments).toMatchObject([
      { id: byId.row.id, externalId: "pi_1", status: "CONFIRMED" },
    ]);
    const byInvoice = requested({ stripeInvoiceId: "in_1" });
    const two = plan([byInvoice], { ...paid(), stripeInvoiceId: "in_1" }, intent({ stripePaymentIntentId: "pi_2" }));
    expect(two.payments.map(({ id }) => id === byInvoice.row.id)).toEqual([true, false]);
  });

  it.each([
    ["amount", { receivedMinor: 4800 }],
    ["currency", { currency: "eur" }],
  ])("G12: another %s is refused, recorded once and confirms nothing", (_, wrong) => {
    const own = requested();
    const snapshot = { ...paid(), ...wrong, paymentId: own.row.id };
    const writes = plan([own], snapshot);
    expect(writes.payments).toMatchObject([{ status: "NEW", amountMinor: 4900, currency: "usd" }]);
    expect(writes.history).toMatchObject([{ applied: "refused", source: "refused:ch_9", status: "CONFIRMED" }]);
    expect(writes.events).toEqual([]);
    const stored = { ...own, row: writes.payments[0] ?? own.row, sources: [REQUESTED, "refused:ch_9"] };
    expect(plan([stored], snapshot).history).toEqual([]);
  });

  it("G12: refunds and disputes are facts beside the status, and failed refunds are not counted", () => {
    const refund = { stripeRefundId: "re_1", amountMinor: 900, currency: "usd", reason: null, createdAt: day(10) };
    const dispute = {
      stripeDisputeId: "du_1",
      amountMinor: 4000,
      currency: "usd",
      reason: "general",
      createdAt: day(11),
    };
    const back = (status: "succeeded" | "failed", state: string) => ({
      ...paid(),
      refunds: [{ ...refund, status }],
      disputes: [{ ...dispute, status: state }],
    });
    expect(plan([], back("succeeded", "needs_response")).payments).toMatchObject([
      { status: "CONFIRMED", refundedMinor: 900, disputedMinor: 4000 },
    ]);
    expect(plan([], back("failed", "won")).payments).toMatchObject([{ refundedMinor: 0, disputedMinor: 0 }]);
  });
});
