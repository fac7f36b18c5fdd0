import { AppError } from "@/lib/errors";

const TRIES = 3;

/** Billing that had been stopped for a deletion runs again: somebody has just bought something. */
export class BillingRestarted extends Error {
  override readonly name = "BillingRestarted";
}

/** Runs a deletion, from stopping the billing on, until nobody buys in between; gives up with `deletion_busy`. */
export async function untilBillingRests(deletion: () => Promise<void>): Promise<void> {
  for (let count = 1; count <= TRIES; count++) {
    try {
      return await deletion();
    } catch (error) {
      if (!(error instanceof BillingRestarted)) throw error;
    }
  }
  throw new AppError(
    "deletion_busy",
    "Something is being bought here at this moment. Wait a minute, then delete again.",
  );
}
