import type { Account } from "../account";
import { expireSession } from "../checkout/expire";
import type { World } from "../world";
import { cancelNow, expire } from "./cancel";
import { finalizeDue, overdue, retryDue } from "./collect-due";
import type { Due } from "./dues";
import { dropPendingChange } from "./pending-change";
import { endTrial, renew, resumeCollection, sendTrialWillEnd, sendUpcoming } from "./renew";
import { expireResumption } from "./resume";
import { advanceSchedule } from "./schedules";

/** Does what is due at its moment; the caller has set the customer's clock to it. */
export function runDue(world: World, account: Account, due: Due, at: number): void {
  switch (due.kind) {
    case "cancel":
      cancelNow(world, account, account.subscriptions.get(due.id), { at });
      return;
    case "expire_incomplete":
      expire(world, account, account.subscriptions.get(due.id), at);
      return;
    case "expire_pending":
      dropPendingChange(world, account, due.id);
      return;
    case "expire_resumption":
      expireResumption(world, account, due.id);
      return;
    case "resume_collection":
      resumeCollection(world, account, due.id);
      return;
    case "trial_will_end":
      sendTrialWillEnd(world, account, due.id);
      return;
    case "trial_end":
      endTrial(world, account, due.id, at);
      return;
    case "upcoming":
      sendUpcoming(world, account, due.id);
      return;
    case "renew":
      renew(world, account, due.id, due.at);
      return;
    case "schedule":
      advanceSchedule(world, account, due.id, due.at);
      return;
    case "finalize":
      finalizeDue(world, account, due.id);
      return;
    case "retry":
      retryDue(world, account, due.id);
      return;
    case "overdue":
      overdue(world, account, due.id);
      return;
    case "expire_checkout":
      expireSession(world, account, account.checkoutSessions.get(due.id));
      return;
  }
}
