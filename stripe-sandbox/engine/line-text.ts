import { dateText } from "./calendar";
import { moneyText } from "./money";

type Priced = {
  productName: string;
  unitLabel: string | null;
  quantity: number;
  unitAmount: number;
  currency: string;
  interval: string;
  intervalCount: number;
};

function counted(line: Priced): string {
  return line.unitLabel
    ? `${line.quantity} ${line.unitLabel} × ${line.productName}`
    : `${line.quantity} × ${line.productName}`;
}

/** `1 × Pro (at $10.00 / month)`. */
export function recurringText(line: Priced): string {
  return `${counted(line)} (at ${moneyText(line.unitAmount, line.currency)} ${every(line)})`;
}

function every(line: Pick<Priced, "interval" | "intervalCount">): string {
  return line.intervalCount === 1 ? `/ ${line.interval}` : `every ${line.intervalCount} ${line.interval}s`;
}

/** `5 seat × Pro (Tier 2 at $8.00 / month)`, and for a tier's flat fee `Pro (Tier 2 at $99.00 / month)`. */
export function tierText(line: Omit<Priced, "quantity"> & { quantity: number | null; tier: number }): string {
  const { quantity } = line;
  const subject = quantity === null ? line.productName : counted({ ...line, quantity });
  return `${subject} (Tier ${line.tier} at ${moneyText(line.unitAmount, line.currency)} ${every(line)})`;
}

/** `Free trial for 1 × Pro`. */
export function trialText(line: Priced): string {
  return `Free trial for ${counted(line)}`;
}

/** `Unused time on Pro after 10 Nov 2025`, with the quantity and the discount (`50.0% off`) where there are such. */
export function unusedText(productName: string, quantity: number, at: number, discount: string | null): string {
  return `Unused time on ${prorationSubject(productName, quantity, discount)} after ${dateText(at)}`;
}

/** `Remaining time on Pro after 10 Nov 2025`. */
export function remainingText(productName: string, quantity: number, at: number, discount: string | null): string {
  return `Remaining time on ${prorationSubject(productName, quantity, discount)} after ${dateText(at)}`;
}

function prorationSubject(productName: string, quantity: number, discount: string | null): string {
  const subject = quantity > 1 ? `${quantity} × ${productName}` : productName;
  return discount === null ? subject : `${subject} (with ${discount})`;
}

/** A share off as prorations name it: `50.0% off`. */
export function percentText(percentOff: number): string {
  return `${Number.isInteger(percentOff) ? percentOff.toFixed(1) : percentOff}% off`;
}
