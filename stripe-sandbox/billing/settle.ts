import type { Account } from "../account";
import { completeCheckoutPayment, completeCheckoutSetup } from "../checkout/complete";
import { completePortalSetup } from "../checkout/portal-setup";
import type { PaymentIntent, SetupIntent } from "../store/wire";
import type { World } from "../world";
import { settleInvoice } from "./collect";
import { emitSubscriptionUpdate } from "./subscription-status";

/** Lets what an intent was opened for follow its success: its invoice or its checkout session. */
export function settlePayment(world: World, account: Account, intent: PaymentIntent): void {
  if (intent.status !== "succeeded") return;
  const record = account.intentRecords.get(intent.id);
  if (record.checkout) {
    completeCheckoutPayment(world, account, record.checkout, intent);
    return;
  }
  if (!record.invoice) return;
  const invoice = account.invoices.get(record.invoice);
  if (invoice.status !== "open" && invoice.status !== "uncollectible") return;
  settleInvoice(world, account, invoice.id, intent);
}

/** Lets what a setup intent was opened for follow its success. */
export function settleSetup(world: World, account: Account, intent: SetupIntent): void {
  if (intent.status !== "succeeded") return;
  const record = account.intentRecords.get(intent.id);
  if (record.checkout) completeCheckoutSetup(world, account, record.checkout, intent);
  if (record.portal) completePortalSetup(world, account, record.portal, intent);
  if (record.subscription) finishPendingSetup(world, account, record.subscription, intent);
}

function finishPendingSetup(world: World, account: Account, id: string, intent: SetupIntent): void {
  const before = account.subscriptions.find(id);
  if (!before || before.pending_setup_intent !== intent.id) return;
  const saves = before.payment_settings?.save_default_payment_method === "on_subscription";
  const after = account.subscriptions.update(id, {
    pending_setup_intent: null,
    default_payment_method: saves ? intent.payment_method : before.default_payment_method,
  });
  emitSubscriptionUpdate(world, account, before, after);
}
