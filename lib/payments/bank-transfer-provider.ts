import type { PaymentRow } from "@/db/queries/payments";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { openDebitReference } from "./open-debit-reference";
import type { PaymentOutcome, PaymentProvider } from "./payment-provider";

/** Asks for a transfer: the money comes when the customer's bank sends it, and `postTransaction` books it. */
export class BankTransferProvider implements PaymentProvider {
  readonly name = "bank_transfer";

  async executePayment({ tenantId, stripeSubscriptionId }: PaymentRow): Promise<PaymentOutcome> {
    if (!stripeSubscriptionId)
      throw new AppError("not_subscribed", "A transfer pays a subscription; this payment names none.");
    const debitReferenceId = await openDebitReference(database(), tenantId, stripeSubscriptionId);
    return {
      status: "PENDING",
      externalId: null,
      attemptId: null,
      amountMinor: null,
      currency: null,
      failureCode: null,
      clientSecret: null,
      debitReferenceId,
    };
  }
}
