import type { Account } from "../account";
import { refundCharge } from "../billing/refund";
import { emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, missingParam, noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { Charge, Refund } from "../store/wire";

const CREATE = {
  amount: p.integer,
  charge: p.text,
  ...p.missing("currency", "customer", "instructions_email", "origin"),
  metadata: p.metadata,
  payment_intent: p.text,
  reason: p.enumOf("duplicate", "fraudulent", "requested_by_customer"),
  refund_application_fee: p.refused,
  reverse_transfer: p.refused,
  expand: p.expand,
};

function chargeOf(account: Account, params: p.Params<typeof CREATE>): Charge {
  if (params.charge) {
    const charge = account.charges.find(params.charge);
    if (!charge) throw noSuchReference("charge", params.charge, "charge");
    return charge;
  }
  if (!params.payment_intent) throw missingParam("charge");
  const intent = account.paymentIntents.find(params.payment_intent);
  if (!intent) throw noSuchReference("payment_intent", params.payment_intent, "payment_intent");
  const charge = intent.latest_charge ? account.charges.find(intent.latest_charge) : null;
  if (charge?.status !== "succeeded") {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: "payment_intent",
    });
  }
  return charge;
}

function requireRefund(account: Account, id: string): Refund {
  const refund = account.refunds.find(id);
  if (!refund) throw noSuch("refund", id);
  return refund;
}

export const refundEndpoints: Endpoint[] = [
  post("/v1/refunds", CREATE, ({ world, account, params }) =>
    refundCharge(world, account, chargeOf(account, params), {
      amount: params.amount ?? null,
      reason: params.reason ?? null,
      metadata: p.mergeMetadata({}, params.metadata),
    }),
  ),
  get("/v1/refunds", { ...p.LIST, charge: p.text, created: p.range, payment_intent: p.text }, ({ account, params }) => {
    const rows = params.charge ? account.refunds.of(params.charge).reverse() : account.refunds.newestFirst();
    return page(
      rows.filter((row) => !params.payment_intent || row.payment_intent === params.payment_intent),
      params,
      "/v1/refunds",
      "refund",
    );
  }),
  get("/v1/refunds/:id", p.NOTHING, ({ account, id }) => requireRefund(account, id)),
  post("/v1/refunds/:id", { metadata: p.metadata, expand: p.expand }, ({ world, account, id, params }) => {
    const before = requireRefund(account, id);
    const after = account.refunds.update(id, { metadata: p.mergeMetadata(before.metadata, params.metadata) });
    emitUpdate(world, account, "refund.updated", before, after);
    return after;
  }),
  // Only a refund that waits for the customer can be taken back, and no card's refund does.
  post("/v1/refunds/:id/cancel", p.NOTHING, ({ account, id }) => {
    const { status } = requireRefund(account, id);
    throw invalidRequest(
      `Refund ${id} cannot be canceled because it has a status of ${status}. Only a refund with a status of requires_action may be canceled.`,
    );
  }),
  get("/v1/charges/:id/refunds", p.LIST, ({ account, id, params }) =>
    page(account.refunds.of(id).reverse(), params, `/v1/charges/${id}/refunds`, "refund"),
  ),
];
