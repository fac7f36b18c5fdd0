import { captureIntent } from "../billing/capture";
import { emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";

const CAPTURE = {
  ...p.missing("amount", "application_fee", "application_fee_amount", "statement_descriptor"),
  ...p.missing("statement_descriptor_suffix", "transfer_data", "transfer_group"),
  receipt_email: p.text,
  expand: p.expand,
};

export const chargeEndpoints: Endpoint[] = [
  get(
    "/v1/charges",
    { ...p.LIST, created: p.range, customer: p.text, payment_intent: p.text, transfer_group: p.refused },
    ({ account, params }) => {
      const rows = (
        params.payment_intent ? account.charges.of(params.payment_intent).reverse() : account.charges.newestFirst()
      ).filter((row) => !params.customer || row.customer === params.customer);
      return page(rows, params, "/v1/charges", "charge");
    },
  ),
  get("/v1/charges/:id", p.NOTHING, ({ account, id }) => {
    const charge = account.charges.find(id);
    if (!charge) throw noSuch("charge", id);
    return charge;
  }),
  post(
    "/v1/charges/:id",
    {
      ...p.missing("customer", "fraud_details", "shipping", "transfer_group"),
      description: p.text,
      metadata: p.metadata,
      receipt_email: p.text,
      expand: p.expand,
    },
    ({ world, account, id, params }) => {
      const before = account.charges.find(id);
      if (!before) throw noSuch("charge", id);
      const after = account.charges.update(id, {
        description: p.changed(before.description, params.description),
        metadata: p.mergeMetadata(before.metadata, params.metadata),
        receipt_email: p.changed(before.receipt_email, params.receipt_email),
      });
      emitUpdate(world, account, "charge.updated", before, after);
      return after;
    },
  ),
  post("/v1/charges/:id/capture", CAPTURE, ({ world, account, id, params }) => {
    const charge = account.charges.find(id);
    if (!charge) throw noSuch("charge", id);
    if (charge.captured) {
      throw invalidRequest(`Charge ${id} has already been captured.`, { code: "charge_already_captured" });
    }
    captureIntent(world, account, charge.payment_intent ?? "");
    return account.charges.update(id, {
      receipt_email: p.changed(account.charges.get(id).receipt_email, params.receipt_email),
    });
  }),
];
