"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { billingKey } from "@/lib/api-client/keys";
import { pauseSubscription } from "@/lib/api-client/plan-changes";
import { addMonths } from "@/lib/clock";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { useFormat } from "./use-format";

const MONTHS = [1, 2, 3, 6] as const;

export interface PausePlanProps extends Pick<ButtonProps, "variant" | "size"> {
  state: BillingStateDto;
}

/** Whether a pause can be offered: paid, running, and not about to change. */
export function canPause({ subscription }: BillingStateDto): boolean {
  return (
    subscription?.status === "active" &&
    !subscription.paused &&
    subscription.cancel_at === null &&
    subscription.scheduled_change === null &&
    subscription.pending_change === null
  );
}

/** "Pause plan" and its dialog: for how long, and what that means. */
export function PausePlan({ state, ...look }: PausePlanProps) {
  const t = useTranslations("billing.pause");
  const common = useTranslations("common.actions");
  const { day } = useFormat();
  const id = useId();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [months, setMonths] = useState<number>(1);
  // Counted from the paid period's end: before it there is nothing to save.
  const resumesAt = addMonths(new Date(state.subscription?.current_period_end ?? 0), months).toISOString();
  const { mutate, isPending } = useMutation({
    mutationFn: () => pauseSubscription(state.tenant_id, resumesAt),
    onSuccess: (next) => {
      client.setQueryData(billingKey(state.tenant_id), next);
      setOpen(false);
      toast.success(t("done", { date: day(resumesAt) }));
    },
  });
  return (
    <>
      <Button {...look} onClick={() => setOpen(true)}>
        {t("action")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        locked={isPending}
        title={t("title")}
        description={t("body")}
        closeLabel={common("close")}
        footer={
          <>
            <Button variant="secondary" disabled={isPending} onClick={() => setOpen(false)}>
              {t("keep")}
            </Button>
            <Button loading={isPending} onClick={() => mutate()}>
              {t("confirm", { date: day(resumesAt) })}
            </Button>
          </>
        }
      >
        <div className="flex items-center gap-3 text-sm">
          <label htmlFor={id}>{t("when")}</label>
          <Select id={id} className="w-36" value={months} onChange={({ target }) => setMonths(Number(target.value))}>
            {MONTHS.map((count) => (
              <option key={count} value={count}>
                {t("months", { count })}
              </option>
            ))}
          </Select>
        </div>
      </Dialog>
    </>
  );
}
