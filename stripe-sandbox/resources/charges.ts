import { emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";

export const chargeEndpoints: Endpoint[] = [
  get(
    "/v1/charges",
    { ...p.LIST, created: p.range, customer: p.text, payment_intent: p.text, transfer_group: p.ignored },
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
    { description: p.text, metadata: p.metadata, receipt_email: p.text, expand: p.expand },
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
];
