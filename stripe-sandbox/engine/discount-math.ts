import { roundCents } from "./money";

/** A discount as arithmetic sees it: a share or a sum, on all or some products. */
export type DiscountRule = {
  id: string;
  percentOff: number | null;
  amountOff: number | null;
  products: readonly string[] | null;
};

type Line = {
  amount: number;
  product: string | null;
  discountable: boolean;
  /** The line's own discounts, which no other line has unless it bills the same item. */
  discounts?: readonly DiscountRule[];
};

/**
 * What each discount takes off each line. Percentages round per line; a sum is spread over the lines by their size
 * and the last one takes the rest. Several discounts follow one another on what the earlier ones left, those of
 * single lines before those of the whole.
 */
export function discountLines(
  lines: readonly Line[],
  rules: readonly DiscountRule[],
): { id: string; amount: number }[][] {
  const taken: { id: string; amount: number }[][] = lines.map(() => []);
  const left = lines.map((line) => line.amount);
  const own = new Map(lines.flatMap((line) => (line.discounts ?? []).map((rule) => [rule.id, rule] as const)));
  for (const rule of [...own.values(), ...rules]) {
    const reached = lines.flatMap((line, index) => {
      const isMeant = !own.has(rule.id) || line.discounts?.some((each) => each.id === rule.id);
      return isMeant && isReached(line, rule) && (left[index] ?? 0) > 0 ? [index] : [];
    });
    const amounts =
      rule.percentOff !== null ? byShare(left, reached, rule.percentOff) : bySum(left, reached, rule.amountOff ?? 0);
    reached.forEach((index, position) => {
      const amount = amounts[position] ?? 0;
      left[index] = (left[index] ?? 0) - amount;
      taken[index]?.push({ id: rule.id, amount });
    });
  }
  return taken;
}

function isReached(line: Line, rule: DiscountRule): boolean {
  if (!line.discountable) return false;
  return rule.products === null || (line.product !== null && rule.products.includes(line.product));
}

function byShare(left: number[], reached: number[], percentOff: number): number[] {
  return reached.map((index) => roundCents(((left[index] ?? 0) * percentOff) / 100));
}

function bySum(left: number[], reached: number[], amountOff: number): number[] {
  const base = reached.reduce((sum, index) => sum + (left[index] ?? 0), 0);
  const total = Math.min(amountOff, base);
  let rest = total;
  return reached.map((index, position) => {
    const isLast = position === reached.length - 1;
    const amount = isLast ? rest : Math.min(rest, roundCents((total * (left[index] ?? 0)) / Math.max(1, base)));
    rest -= amount;
    return amount;
  });
}
