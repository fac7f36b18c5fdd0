import type { Account } from "../account";
import { emit } from "../events/emit";
import { invalidRequest } from "../http/errors";
import type { PaymentIntent } from "../store/wire";
import type { World } from "../world";
import { settleCharge } from "./charges";

/** Takes the whole of what an intent has authorised. */
export function captureIntent(world: World, account: Account, id: string): PaymentIntent {
  const before = account.paymentIntents.get(id);
  if (before.status !== "requires_capture") {
    throw invalidRequest(
      `This PaymentIntent could not be captured because it has a status of ${before.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      { code: "payment_intent_unexpected_state" },
    );
  }
  const charge = account.charges.update(before.latest_charge ?? "", {
    captured: true,
    amount_captured: before.amount,
  });
  const intent = account.paymentIntents.update(id, {
    status: "succeeded",
    amount_received: before.amount,
    amount_capturable: 0,
  });
  emit(world, account, "charge.captured", charge);
  settleCharge(world, account, charge);
  emit(world, account, "payment_intent.succeeded", intent);
  return intent;
}
