/**
 * The time without its milliseconds. Stripe tells whole seconds: beside them, an entry of ours of the same second would
 * seem to be later than what followed from it.
 */
export function toWholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}
