"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { CardStep } from "@/components/cards/card-step";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonText } from "@/components/ui/skeleton";
import type { PlanDto } from "@/lib/contracts/plans";
import { type TrialRequest, useTrial } from "./use-trial";

export interface StartTrialProps {
  tenantId: string;
  order: TrialRequest;
  plan: PlanDto;
  /** Why it can't be pressed now, e.g. an unverified address. */
  disabled?: boolean;
}

/** "Start 14-day trial" and its dialog with the card; nothing where the plan has no trial. */
export function StartTrial({ tenantId, order, plan, disabled }: StartTrialProps) {
  const t = useTranslations("cards.trial");
  const tiers = useTranslations("plans.tiers");
  const common = useTranslations("common.actions");
  const trial = useTrial(tenantId, order);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const days = plan.trial_days;
  if (days === 0) return null;
  const show = () => {
    trial.begin();
    setOpen(true);
  };
  const { setup, refusal } = trial;
  return (
    <>
      <Button variant="secondary" size="lg" block className="mt-2" disabled={disabled} onClick={show}>
        {t("start", { days })}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        locked={isBusy}
        title={t("title", { plan: tiers(`${plan.tier}.name`), days })}
        description={t("description")}
        closeLabel={common("close")}
      >
        {refusal ? (
          <Alert tone="warning" assertive title={t("refused")} className="mb-4">
            {refusal}
          </Alert>
        ) : null}
        {setup ? (
          <CardStep
            key={setup.setup_intent_id}
            purpose="trial"
            clientSecret={setup.client_secret}
            submitLabel={t("submit")}
            onBusyChange={setBusy}
            onStartAgain={trial.begin}
            onDone={({ intentId }) => trial.complete(intentId)}
          >
            <Terms days={setup.trial_days} plan={plan} order={order} />
          </CardStep>
        ) : null}
        {trial.isOpening ? <SkeletonText lines={4} /> : null}
      </Dialog>
    </>
  );
}

function Terms({ days, plan, order }: { days: number; plan: PlanDto; order: TrialRequest }) {
  const t = useTranslations("cards.trial");
  const per = useTranslations("billing.per");
  const { price } = useFormat();
  const { interval, currency } = order;
  const found = plan.prices.find((offered) => offered.interval === interval && offered.currency === currency);
  if (!found) return null;
  return (
    <p className="tabular text-sm">
      {t("terms", { days, price: price(found.amount_minor, currency), per: per(interval) })}
    </p>
  );
}
