import { type DiscountRule, discountLines } from "../engine/discount-math";
import { roundCents } from "../engine/money";
import { newId } from "../store/ids";
import type { Invoice, InvoiceLine, Price, TaxRate } from "../store/wire";
import type { AutomaticRates } from "./automatic-tax";
import { type Applied, ruleOf } from "./discounts";

/** A line before discounts and taxes. */
export type LineInput = {
  amount: number;
  description: string | null;
  period: { start: number; end: number };
  price: Price | null;
  product: string | null;
  quantity: number;
  discountable: boolean;
  isProration: boolean;
  subscription: string | null;
  subscriptionItem: string | null;
  invoiceItem: string | null;
  creditedItems: { invoice: string; invoice_line_items: string[] } | null;
  unitAmount: string | null;
  metadata: Record<string, string>;
  taxRates: readonly TaxRate[] | null;
  /** Whether automatic tax is within the amount; left out, the price says so. */
  includesTax?: boolean;
  /** The discounts of this line alone; they come before those of the invoice. */
  discounts?: readonly DiscountRule[];
};

type TotalsContext = {
  currency: string;
  discounts: readonly Applied[];
  taxRates: readonly TaxRate[];
  automatic?: AutomaticRates | null;
  idPrefix?: string;
};

/** The sums of an invoice with its finished lines. */
export type Totals = Pick<
  Invoice,
  "subtotal" | "subtotal_excluding_tax" | "total" | "total_discount_amounts" | "total_excluding_tax" | "total_taxes"
> & { lines: InvoiceLine[] };

/** Applies discounts and taxes to lines and adds them up. */
export function totalLines(invoiceId: string | null, inputs: readonly LineInput[], context: TotalsContext): Totals {
  const rules = context.discounts.map((applied) => ruleOf(applied, context.currency));
  const taken = discountLines(inputs, rules);
  const lines = inputs.map((input, index) => finishLine(invoiceId, input, taken[index] ?? [], context));
  const own = inputs.flatMap((input) => input.discounts ?? []);
  const discountTotals = new Map<string, number>([...own, ...rules].map((rule) => [rule.id, 0]));
  const taxTotals = new Map<string, TotalTax>();
  for (const line of lines) {
    for (const part of line.discount_amounts ?? []) {
      discountTotals.set(part.discount, (discountTotals.get(part.discount) ?? 0) + part.amount);
    }
    for (const tax of line.taxes ?? []) addTax(taxTotals, tax);
  }
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const discounted = [...discountTotals.values()].reduce((sum, amount) => sum + amount, 0);
  const taxes = [...taxTotals.values()];
  const exclusive = taxes.filter((tax) => tax.tax_behavior === "exclusive").reduce((sum, tax) => sum + tax.amount, 0);
  const inclusive = taxes.filter((tax) => tax.tax_behavior === "inclusive").reduce((sum, tax) => sum + tax.amount, 0);
  return {
    lines,
    subtotal,
    subtotal_excluding_tax: subtotal - inclusive,
    total: subtotal - discounted + exclusive,
    total_discount_amounts: [...discountTotals].map(([discount, amount]) => ({ amount, discount })),
    total_excluding_tax: subtotal - discounted - inclusive,
    total_taxes: taxes,
  };
}

type TotalTax = NonNullable<Invoice["total_taxes"]>[number];
type LineTax = NonNullable<InvoiceLine["taxes"]>[number];

function addTax(totals: Map<string, TotalTax>, tax: LineTax): void {
  const key = tax.tax_rate_details?.tax_rate ?? "";
  const before = totals.get(key);
  totals.set(
    key,
    before
      ? {
          ...before,
          amount: before.amount + tax.amount,
          taxable_amount: (before.taxable_amount ?? 0) + (tax.taxable_amount ?? 0),
        }
      : { ...tax },
  );
}

function taxLine(base: number, rates: readonly TaxRate[]): LineTax[] {
  return rates.map((rate) => {
    const share = rate.percentage / 100;
    const amount = rate.inclusive ? roundCents(base - base / (1 + share)) : roundCents(base * share);
    return {
      amount,
      tax_behavior: rate.inclusive ? "inclusive" : "exclusive",
      tax_rate_details: { tax_rate: rate.id },
      taxability_reason: "standard_rated",
      taxable_amount: rate.inclusive ? base - amount : base,
      type: "tax_rate_details",
    };
  });
}

/** Rates given by hand come first; automatic tax looks whether the price already includes it. */
function ratesOf(input: LineInput, context: TotalsContext): readonly TaxRate[] {
  const { automatic } = context;
  const given = input.taxRates ?? context.taxRates;
  if (!automatic || given.length > 0) return given;
  const includesTax = input.includesTax ?? input.price?.tax_behavior === "inclusive";
  return [includesTax ? automatic.inclusive : automatic.exclusive];
}

function finishLine(
  invoiceId: string | null,
  input: LineInput,
  discounts: { id: string; amount: number }[],
  context: TotalsContext,
): InvoiceLine {
  const net = input.amount - discounts.reduce((sum, part) => sum + part.amount, 0);
  return {
    id: newId(context.idPrefix ?? "il"),
    object: "line_item",
    amount: input.amount,
    currency: context.currency,
    description: input.description,
    discount_amounts: discounts.map((part) => ({ amount: part.amount, discount: part.id })),
    discountable: input.discountable,
    discounts: (input.discounts ?? []).map((rule) => rule.id),
    invoice: invoiceId,
    livemode: false,
    metadata: input.metadata,
    parent: parentOf(input),
    period: input.period,
    pretax_credit_amounts: discounts.map((part) => ({ amount: part.amount, discount: part.id, type: "discount" })),
    pricing:
      input.price || input.product
        ? {
            price_details: { price: input.price?.id ?? adHocPrice(input.product), product: input.product ?? "" },
            type: "price_details",
            unit_amount_decimal: input.unitAmount,
          }
        : { type: "price_details", unit_amount_decimal: input.unitAmount },
    quantity: input.quantity,
    quantity_decimal: String(input.quantity),
    subscription: input.subscription,
    subtotal: input.amount,
    taxes: taxLine(net, ratesOf(input, context)),
  };
}

function parentOf(input: LineInput): InvoiceLine["parent"] {
  if (input.subscriptionItem) {
    return {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: input.invoiceItem,
        proration: input.isProration,
        proration_details: { credited_items: input.creditedItems },
        subscription: input.subscription,
        subscription_item: input.subscriptionItem,
      },
      type: "subscription_item_details",
    };
  }
  return {
    invoice_item_details: {
      invoice_item: input.invoiceItem ?? "",
      proration: input.isProration,
      proration_details: { credited_items: input.creditedItems },
      subscription: input.subscription,
    },
    subscription_item_details: null,
    type: "invoice_item_details",
  };
}

/** Stripe makes a price for an amount without one; here it is an id that belongs to nothing. */
export function adHocPrice(product: string | null): string {
  return `price_${(product ?? "").slice(5)}`;
}
