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
  const every = line.intervalCount === 1 ? `/ ${line.interval}` : `every ${line.intervalCount} ${line.interval}s`;
  return `${counted(line)} (at ${moneyText(line.unitAmount, line.currency)} ${every})`;
}

/** `Free trial for 1 × Pro`. */
export function trialText(line: Priced): string {
  return `Free trial for ${counted(line)}`;
}

/** `Unused time on Pro after 10 Nov 2025`, with the quantity and the coupon's share where there are such. */
export function unusedText(productName: string, quantity: number, at: number, percentOff: number | null): string {
  return `Unused time on ${prorationSubject(productName, quantity, percentOff)} after ${dateText(at)}`;
}

/** `Remaining time on Pro after 10 Nov 2025`. */
export function remainingText(productName: string, quantity: number, at: number, percentOff: number | null): string {
  return `Remaining time on ${prorationSubject(productName, quantity, percentOff)} after ${dateText(at)}`;
}

function prorationSubject(productName: string, quantity: number, percentOff: number | null): string {
  const subject = quantity > 1 ? `${quantity} × ${productName}` : productName;
  if (percentOff === null) return subject;
  return `${subject} (with ${Number.isInteger(percentOff) ? percentOff.toFixed(1) : percentOff}% off)`;
}
