"use client";

import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { CardFailureAlert } from "@/components/cards/card-failure-alert";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { PlanTarget } from "@/lib/api-client/plan-changes";
import { ApiError } from "@/lib/api-client/request";
import type { QuoteDto } from "@/lib/contracts/plan-changes";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { PlanLosses } from "./plan-losses";
import { QuoteLines } from "./quote-lines";
import { useChange } from "./use-change";
import { useFormat } from "./use-format";

export interface ChangePlanDialogProps {
  state: BillingStateDto;
  plans: PlanDto[];
  target: PlanTarget;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone?: () => void;
}

/** A change of plan before it is made: what it costs now, or what it loses and when; one press makes exactly that. */
export function ChangePlanDialog({ state, plans, target, open, onOpenChange, onDone }: ChangePlanDialogProps) {
  const t = useTranslations("billing.change");
  const tiers = useTranslations("plans.tiers");
  const common = useTranslations("common.actions");
  const { day } = useFormat();
  const plan = tiers(`${target.plan}.name`);
  const { quote, confirmation, requote } = useChange({
    tenantId: state.tenant_id,
    target,
    open,
    onDone: ({ timing, effective_at }) => {
      onOpenChange(false);
      toast.success(
        timing === "period_end" ? t("scheduled", { plan, date: day(effective_at) }) : t("applied", { plan }),
      );
      onDone?.();
    },
  });
  const change = (next: boolean) => {
    onOpenChange(next);
    if (!next && (confirmation.error || confirmation.data?.refused)) requote();
  };
  const isOver = confirmation.isError || confirmation.data?.refused != null || quote.isError;
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      locked={confirmation.isPending}
      title={quote.data ? t(`title.${quote.data.timing}`, { plan }) : t("titleLoading", { plan })}
      description={quote.data ? t(`body.${quote.data.timing}`, { date: day(quote.data.effective_at) }) : undefined}
      closeLabel={common("close")}
      footer={
        <>
          <Button variant="secondary" disabled={confirmation.isPending} onClick={() => change(false)}>
            {t("keep")}
          </Button>
          {isOver ? (
            <Button onClick={requote}>{t("again")}</Button>
          ) : (
            <ConfirmButton
              quote={quote.data}
              plan={plan}
              loading={confirmation.isPending}
              onClick={() => quote.data && confirmation.mutate(quote.data)}
            />
          )}
        </>
      }
    >
      <div className="grid gap-4" aria-live="polite">
        <Problem error={confirmation.error ?? quote.error} />
        {confirmation.data?.refused ? <CardFailureAlert failure={confirmation.data.refused} /> : null}
        {quote.isFetching && !quote.data ? <Skeleton className="h-32 w-full rounded-lg" /> : null}
        {quote.data ? <Content quote={quote.data} state={state} plans={plans} /> : null}
      </div>
    </Dialog>
  );
}

function Problem({ error }: { error: Error | null }) {
  const t = useTranslations("billing");
  if (!error) return null;
  const detail = error instanceof ApiError ? error.detail : "";
  return (
    <Alert tone="danger" assertive title={t("change.failed")}>
      {detail || t("errors.unexpected")}
    </Alert>
  );
}

function Content({ quote, state, plans }: { quote: QuoteDto; state: BillingStateDto; plans: PlanDto[] }) {
  const t = useTranslations("billing.change");
  const target = plans.find(({ tier }) => tier === quote.to.tier);
  return (
    <>
      {quote.timing === "period_end" && target ? <PlanLosses state={state} plans={plans} target={target} /> : null}
      {quote.replaces_scheduled_change ? <p className="text-sm">{t("replaces")}</p> : null}
      <div>
        <QuoteLines quote={quote} />
      </div>
    </>
  );
}

interface ConfirmButtonProps {
  quote: QuoteDto | undefined;
  plan: string;
  loading: boolean;
  onClick: () => void;
}

function ConfirmButton({ quote, plan, loading, onClick }: ConfirmButtonProps) {
  const t = useTranslations("billing.change");
  const { money } = useFormat();
  const label = () => {
    if (!quote) return t("titleLoading", { plan });
    if (quote.timing === "period_end") return t("confirmLater", { plan });
    if (quote.amount_due_minor === 0) return t("confirmFree", { plan });
    return t("pay", { amount: money(quote.amount_due_minor, quote.currency) });
  };
  return (
    <Button loading={loading} disabled={!quote} onClick={onClick}>
      {label()}
    </Button>
  );
}
