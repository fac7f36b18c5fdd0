import type { Account } from "../account";
import { emitUpdate } from "../events/emit";
import { invalidRequest, noSuchReference } from "../http/errors";
import type { Invoice, InvoiceLine } from "../store/wire";
import { now, type World } from "../world";
import { automaticTax, taxPlace } from "./automatic-tax";
import { activeDiscounts, ruleOf } from "./discounts";
import { type LineInput, totalLines } from "./invoice-lines";

/** A line of a draft as it goes in; one that stands there already keeps its id. */
export type DraftLine = { id: string | null; input: LineInput };

/** Puts a line onto a draft. */
export function addToDraft(world: World, account: Account, invoiceId: string, line: LineInput): void {
  const draft = account.invoices.find(invoiceId);
  if (!draft) throw noSuchReference("invoice", invoiceId, "invoice");
  rewriteDraft(world, account, draft, (lines) => [...lines, { id: null, input: line }]);
}

/** Changes a draft's lines and adds the draft up again, so that discounts are spread over all of its lines. */
export function rewriteDraft(
  world: World,
  account: Account,
  draft: Invoice,
  change: (lines: DraftLine[]) => DraftLine[],
): Invoice {
  if (draft.status !== "draft") {
    throw invalidRequest("Cannot add an item to a finalized invoice.", {
      code: "invoice_not_editable",
      param: "invoice",
    });
  }
  const wanted = change(draft.lines.data.map((line) => ({ id: line.id, input: inputOf(account, line) })));
  const customer = account.customers.get(draft.customer ?? "");
  const at = now(world, account, draft.customer);
  const inputs = wanted.map(({ input }) => input);
  const { lines, ...sums } = totalLines(draft.id, inputs, {
    currency: draft.currency,
    discounts: activeDiscounts(account, draft.discounts, draft.created),
    taxRates: draft.default_tax_rates,
    automatic: automaticTax(account, taxPlace(customer), draft.automatic_tax.enabled, at).rates,
  });
  const data = lines.map((each, index) => ({ ...each, id: wanted[index]?.id ?? each.id }));
  const due = Math.max(0, sums.total);
  const after = account.invoices.update(draft.id, {
    ...sums,
    lines: { ...draft.lines, data, ...{ total_count: data.length } },
    amount_due: due,
    amount_remaining: due,
  });
  emitUpdate(world, account, "invoice.updated", draft, after);
  return after;
}

/** A finished line as it went in. */
function inputOf(account: Account, line: InvoiceLine): LineInput {
  const details = line.parent?.subscription_item_details ?? line.parent?.invoice_item_details ?? null;
  const price = line.pricing?.price_details;
  const rates = (line.taxes ?? []).flatMap((tax) => account.taxRates.find(tax.tax_rate_details?.tax_rate ?? "") ?? []);
  const discounts = activeDiscounts(account, line.discounts, 0).map((applied) => ruleOf(applied, line.currency));
  return {
    amount: line.amount,
    description: line.description,
    period: line.period,
    price: account.prices.find(price?.price ?? ""),
    product: price?.product ?? null,
    quantity: line.quantity ?? 1,
    discountable: line.discountable,
    isProration: details?.proration ?? false,
    subscription: line.subscription,
    subscriptionItem: line.parent?.subscription_item_details?.subscription_item ?? null,
    invoiceItem: details?.invoice_item ?? null,
    creditedItems: details?.proration_details?.credited_items ?? null,
    unitAmount: line.pricing?.unit_amount_decimal ?? null,
    metadata: line.metadata,
    taxRates: rates.length > 0 ? rates : null,
    ...(discounts.length > 0 ? { discounts } : {}),
  };
}
