import { type Endpoint, get } from "../http/endpoint";
import { noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";

export const invoicePaymentEndpoints: Endpoint[] = [
  get(
    "/v1/invoice_payments",
    {
      ...p.LIST,
      created: p.range,
      invoice: p.text,
      payment: p.object({
        type: p.enumOf("payment_intent", "charge", "payment_record"),
        payment_intent: p.text,
        payment_record: p.text,
      }),
      status: p.enumOf("canceled", "open", "paid"),
    },
    ({ account, params }) => {
      const intent = params.payment?.payment_intent;
      const rows = (
        params.invoice ? account.invoicePayments.of(params.invoice).reverse() : account.invoicePayments.newestFirst()
      ).filter(
        (row) => (!params.status || row.status === params.status) && (!intent || row.payment.payment_intent === intent),
      );
      return page(rows, params, "/v1/invoice_payments", "invoice_payment");
    },
  ),
  get("/v1/invoice_payments/:id", p.NOTHING, ({ account, id }) => {
    const payment = account.invoicePayments.find(id);
    if (!payment) throw noSuch("invoice_payment", id);
    return payment;
  }),
];
