import { describe, expect, it } from "vitest";
import type { PaymentDetailDto } from "@/lib/contracts/payments";
import { toTimeline } from "./to-timeline";

type History = PaymentDetailDto["history"][number];

const step = (over: Partial<History>): History => ({
  status: "NEW",
  applied: true,
  source: "created",
  failure_code: null,
  detail: {},
  occurred_at: "2026-03-01T10:00:00.000Z",
  ...over,
});
const money = { amount_minor: 4900, currency: "usd", reason: "fraudulent" };

describe("a payment's story is told in one list, because people ask what happened and not which table it is in", () => {
  it("orders attempts, refunds and disputes by their time", () => {
    const history = [
      step({}),
      step({ status: "CONFIRMED", source: "ch_2", occurred_at: "2026-03-03T10:00:00.000Z" }),
      step({ status: "FAILED", source: "ch_1", failure_code: "lost_card", occurred_at: "2026-03-02T10:00:00.000Z" }),
    ];
    const refunds = [{ ...money, id: "re_1", status: "succeeded" as const, created_at: "2026-03-05T10:00:00.000Z" }];
    const disputes = [{ ...money, id: "du_1", status: "lost", created_at: "2026-03-04T10:00:00.000Z" }];
    expect(toTimeline({ history, refunds, disputes })).toMatchObject([
      { kind: "step", status: "NEW", reason: null },
      { kind: "step", status: "FAILED", reason: "other" },
      { kind: "step", status: "CONFIRMED" },
      { kind: "dispute", status: "lost" },
      { kind: "refund", status: "succeeded" },
    ]);
  });

  it("tells what was refused for its money from what only came late", () => {
    const history = [
      step({ status: "CONFIRMED", applied: false, source: "refused:transaction:1" }),
      step({ status: "FAILED", applied: false, source: "evt_1" }),
    ];
    expect(toTimeline({ history, refunds: [], disputes: [] })).toMatchObject([
      { kind: "refused_amount" },
      { kind: "refused_late", status: "FAILED" },
    ]);
  });

  it.each([
    ["warning_needs_response", "inquiry"],
    ["needs_response", "open"],
    ["under_review", "open"],
    ["won", "won"],
    ["warning_closed", "over"],
    ["a word that Stripe adds later", "open"],
  ])("says of the dispute status %s: %s", (status, stage) => {
    const disputes = [{ ...money, id: "du_1", status, created_at: "2026-03-04T10:00:00.000Z" }];
    expect(toTimeline({ history: [], refunds: [], disputes })).toMatchObject([{ status: stage }]);
  });
});
