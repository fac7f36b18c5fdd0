"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { completeTrial, openTrial, type TrialOrder } from "@/lib/api-client/cards";
import { billingKey, tenantKey } from "@/lib/api-client/keys";
import { ApiError } from "@/lib/api-client/request";
import type { TrialSetupDto } from "@/lib/contracts/trials";

/** What is tried, and where to go on afterwards. */
export interface TrialRequest extends TrialOrder {
  returnTo: string | null;
}

// Said in the dialog, in place of a message at the page's foot.
const SHOWN_IN_PLACE: ApiError["code"][] = [
  "trial_used",
  "trial_not_offered",
  "already_subscribed",
  "email_not_verified",
];

export interface Trial {
  /** Asks for a card form; again, too, when a card was refused. */
  begin: () => void;
  setup: TrialSetupDto | undefined;
  isOpening: boolean;
  /** Why there is no trial, in words for people. */
  refusal: string | null;
  /** Starts the trial with the saved card and leaves the page. */
  complete: (setupIntentId: string) => Promise<void>;
}

/** A free trial from its card form to its start. */
export function useTrial(tenantId: string, order: TrialRequest): Trial {
  const client = useQueryClient();
  const meta = { shownInPlace: SHOWN_IN_PLACE };
  const opening = useMutation({ mutationFn: () => openTrial(tenantId, order), meta });
  const completing = useMutation({ mutationFn: (id: string) => completeTrial(tenantId, id), meta });
  const failure = opening.error ?? completing.error;
  return {
    begin: () => {
      completing.reset();
      opening.mutate();
    },
    setup: opening.data,
    isOpening: opening.isPending,
    refusal: failure instanceof ApiError && SHOWN_IN_PLACE.includes(failure.code) ? failure.detail : null,
    complete: async (setupIntentId) => {
      try {
        client.setQueryData(billingKey(tenantId), await completing.mutateAsync(setupIntentId));
        await client.invalidateQueries({ queryKey: tenantKey(tenantId) });
        window.location.assign(order.returnTo ?? "/billing");
      } catch (error) {
        // This card had its trial: the next try needs a form for another one. Anything else is tried with the same card.
        if (error instanceof ApiError && error.code === "trial_used") opening.mutate();
      }
    },
  };
}
