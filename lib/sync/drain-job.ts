/** The job that serves everything which waits for one customer: one at a time, and one for many events (coalesced). */
export function drainJob(stripeCustomerId: string) {
  return {
    name: "drain-inbox",
    payload: { stripeCustomerId },
    key: `inbox:${stripeCustomerId}`,
    queue: `customer:${stripeCustomerId}`,
  } as const;
}
