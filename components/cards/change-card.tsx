"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useLocale, useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonText } from "@/components/ui/skeleton";
import { refreshSubscription } from "@/lib/api-client/billing";
import { changeCard, openCardChange } from "@/lib/api-client/cards";
import { billingKey, tenantKey } from "@/lib/api-client/keys";
import type { CardChangeDto } from "@/lib/contracts/cards";
import { authenticatePayment } from "./authenticate-payment";
import { CardStep } from "./card-step";

export interface ChangeCardProps extends Pick<ButtonProps, "variant" | "size"> {
  tenantId: string;
}

/** "Update card" with its dialog: the new card is charged from now on, and what is overdue at once. */
export function ChangeCard({ tenantId, ...button }: ChangeCardProps) {
  const t = useTranslations("cards.replace");
  const common = useTranslations("common.actions");
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const setup = useMutation({ mutationFn: () => openCardChange(tenantId), onError: () => setOpen(false) });
  const { problem, submit, forget } = useCardChange(tenantId, () => setOpen(false));
  const show = () => {
    forget();
    setup.reset();
    setup.mutate();
    setOpen(true);
  };
  return (
    <>
      <Button {...button} onClick={show}>
        {t("open")}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        locked={isBusy}
        title={t("title")}
        description={t("description")}
        closeLabel={common("close")}
      >
        {problem ? (
          <Alert tone="warning" assertive title={t("unpaid")} className="mb-4">
            {problem}
          </Alert>
        ) : null}
        {setup.data ? (
          <CardStep
            key={setup.data.setup_intent_id}
            purpose="replace"
            clientSecret={setup.data.client_secret}
            submitLabel={t("submit")}
            onBusyChange={setBusy}
            onStartAgain={show}
            onDone={async ({ intentId }) => {
              // Saved, but what is owed is not paid: the next try takes another card.
              if (!(await submit(intentId))) setup.mutate();
            }}
          />
        ) : (
          <SkeletonText lines={4} />
        )}
      </Dialog>
    </>
  );
}

/** Charges the saved card; `submit` answers whether all is settled. */
function useCardChange(tenantId: string, close: () => void) {
  const t = useTranslations("cards.replace");
  const locale = useLocale();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const { mutateAsync } = useMutation({ mutationFn: (setupIntentId: string) => changeCard(tenantId, setupIntentId) });

  /** Null when nothing is left to pay, else why not, in words. */
  const settle = async (change: CardChangeDto): Promise<string | null> => {
    if (change.status === "payment_failed") return change.message ?? t("unpaidHint");
    if (change.status === "updated" || !change.client_secret) return null;
    const outcome = await authenticatePayment(change.client_secret, locale);
    client.setQueryData(billingKey(tenantId), await refreshSubscription(tenantId));
    return outcome.ok ? null : t("unpaidHint");
  };

  const submit = async (setupIntentId: string): Promise<boolean> => {
    setProblem(null);
    // The message at the foot of the page says what went wrong; the same card can be sent again.
    const change = await mutateAsync(setupIntentId).catch(() => null);
    if (!change) return true;
    client.setQueryData(billingKey(tenantId), change.billing);
    const reason = await settle(change);
    await client.invalidateQueries({ queryKey: tenantKey(tenantId) });
    setProblem(reason);
    if (reason) return false;
    toast.success(t("done"));
    close();
    return true;
  };

  return { problem, submit, forget: () => setProblem(null) };
}
