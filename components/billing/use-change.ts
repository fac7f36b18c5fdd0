"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale } from "use-intl/react";
import { authenticatePayment } from "@/components/cards/authenticate-payment";
import type { CardFailure } from "@/components/cards/card-outcome";
import { refreshSubscription } from "@/lib/api-client/billing";
import { billingKey, tenantKey } from "@/lib/api-client/keys";
import { confirmChange, type PlanTarget, quoteQuery, undoChange } from "@/lib/api-client/plan-changes";
import type { QuoteDto } from "@/lib/contracts/plan-changes";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { ErrorCode } from "@/lib/errors";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";

/** What the dialog says itself, where it happened. */
const SHOWN_IN_PLACE: ErrorCode[] = ["payment_failed", "authentication_required", "quote_outdated", "change_busy"];

type Result = { state: BillingStateDto; refused: null } | { state: null; refused: CardFailure };

interface ChangeOptions {
  tenantId: string;
  target: PlanTarget;
  /** The quote is made while the dialog is open. */
  open: boolean;
  onDone: (quote: QuoteDto, state: BillingStateDto) => void;
}

/** A change of plan from its quote to the paid invoice, through the bank's question where it asks one. */
export function useChange({ tenantId, target, open, onDone }: ChangeOptions) {
  const client = useQueryClient();
  const language = useLocale();
  const locale = isLocale(language) ? language : DEFAULT_LOCALE;
  const [attempt, setAttempt] = useState(0);
  const quote = useQuery({ ...quoteQuery(tenantId, target, attempt), enabled: open });
  const confirmation = useMutation({
    mutationFn: async (confirmed: QuoteDto): Promise<Result> => {
      const change = await confirmChange(tenantId, target.plan, confirmed.id);
      if (change.outcome !== "requires_action" || !change.client_secret)
        return { state: change.billing, refused: null };
      const answer = await authenticatePayment(change.client_secret, locale);
      if (answer.ok) return { state: await refreshSubscription(tenantId), refused: null };
      await undoChange(tenantId);
      return { state: null, refused: answer.failure };
    },
    meta: { shownInPlace: SHOWN_IN_PLACE },
    onSuccess: ({ state }, confirmed) => {
      if (!state) return;
      client.setQueryData(billingKey(tenantId), state);
      void client.invalidateQueries({ queryKey: tenantKey(tenantId) });
      onDone(confirmed, state);
    },
  });
  const requote = () => {
    confirmation.reset();
    setAttempt((count) => count + 1);
  };
  return { quote, confirmation, requote };
}
