import { notImitated } from "../http/errors";
import * as p from "../http/params";

const METHOD = p.enumOf(
  "affirm",
  "afterpay_clearpay",
  "alipay",
  "amazon_pay",
  "bancontact",
  "blik",
  "card",
  "cashapp",
  "customer_balance",
  "eps",
  "ideal",
  "klarna",
  "link",
  "mobilepay",
  "multibanco",
  "p24",
  "paypal",
  "revolut_pay",
  "sepa_debit",
  "swish",
  "twint",
  "us_bank_account",
);
const LIST = p.arrayOf(METHOD);

/**
 * `allowed_payment_method_types`, which took the place of `payment_method_types` in requests: a filter on what would be
 * offered. Only cards are offered here, so that a filter that leaves them out has nothing to imitate.
 */
export const allowedMethodTypes: typeof LIST = {
  read: (raw, name) => {
    const types = LIST.read(raw, name);
    if (types && types.length > 0 && !types.includes("card")) throw notImitated(`Parameter ${name} without \`card\``);
    return types;
  },
};
