import type { StartOutcomeDto } from "@/lib/contracts/subscription-commands";
import type { TrialSetupDto } from "@/lib/contracts/trials";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import type { Reactivated } from "./reactivate-subscription";
import { readBillingState } from "./read-billing-state";

/** Every way in which starting a subscription may go on. */
export type Started = Reactivated | { kind: "trial_setup"; trial: TrialSetupDto };

/** What became of starting a subscription, in the API's words. */
export async function toStartOutcome(tenantId: TenantId, started: Started): Promise<StartOutcomeDto> {
  return {
    ...(await readBillingState(database(), tenantId)),
    outcome: started.kind,
    client_secret: started.kind === "requires_action" ? started.clientSecret : null,
    checkout_url: started.kind === "checkout" ? started.url : null,
    trial: started.kind === "trial_setup" ? started.trial : null,
  };
}
