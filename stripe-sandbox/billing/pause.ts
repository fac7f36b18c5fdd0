import type { Account } from "../account";
import { invalidRequest } from "../http/errors";
import type { Subscription } from "../store/wire";
import { now, type World } from "../world";
import { billCancellation } from "./cancel-proration";
import { markPaused, refusalToPause } from "./pause-state";

/** What a pause credits and when it is billed. */
export type PauseBilling = {
  unusedTimeFrom: "none" | "now" | "item_current_period_start";
  invoicesNow: boolean;
};

/** Pauses a subscription on request, crediting the unused time as asked. */
export function pauseSubscription(
  world: World,
  account: Account,
  before: Subscription,
  billing: PauseBilling,
): Subscription {
  const refusal =
    refusalToPause(before) ??
    (before.status === "active" ? null : `You cannot pause a subscription that is \`${before.status}\`.`);
  if (refusal) throw invalidRequest(refusal);
  const at = now(world, account, before.customer);
  const credits = billing.unusedTimeFrom !== "none";
  billCancellation(world, account, before, at, {
    prorates: credits,
    invoicesNow: billing.invoicesNow,
    fromPeriodStart: billing.unusedTimeFrom === "item_current_period_start",
  });
  if (credits) account.subscriptionRecords.update(before.id, { debits: {} });
  return markPaused(world, account, before, at, "pause_requested");
}
