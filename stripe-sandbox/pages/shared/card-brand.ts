const names: Record<string, string> = {
  amex: "Amex",
  diners: "Diners",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
};

/** The brand as people write it; an unknown one is shown as the API names it. */
export function cardBrandName(brand: string): string {
  return names[brand] ?? brand;
}
