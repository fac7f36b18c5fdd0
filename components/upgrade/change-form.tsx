"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { ChangeBanner } from "@/components/billing/change-banner";
import { ChangePlanDialog } from "@/components/billing/change-plan-dialog";
import { useFormat } from "@/components/billing/use-format";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import type { PlanTarget } from "@/lib/api-client/plan-changes";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { IntervalChoice } from "./interval-choice";
import { PlanChoice } from "./plan-choice";
import { PlanDifference } from "./plan-difference";
import { priceOf } from "./plan-price";
import type { UpgradePageProps } from "./upgrade-page";
import { useOrder } from "./use-order";

export interface ChangeFormProps extends UpgradePageProps {
  state: BillingStateDto;
  forSale: PlanDto[];
}

/** Another plan for a subscriber: chosen at the left, and made at the right after its price was seen. */
export function ChangeForm({ state, plans, forSale, asked, workspaceName }: ChangeFormProps) {
  const t = useTranslations("billing.change");
  const { order, plan, choose } = useOrder(asked, forSale);
  const current = plans.find(({ tier }) => tier === state.access.tier);
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader title={t("heading")} description={t("description", { workspace: workspaceName })} />
      <div className="mb-6 empty:hidden">
        <ChangeBanner state={state} canManage />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          <IntervalChoice
            plan={plan}
            currency={order.currency}
            interval={order.interval}
            onChoose={(interval) => choose({ interval })}
          />
          <PlanChoice plans={forSale} order={order} onChoose={(tier) => choose({ plan: tier })} />
        </div>
        <div className="lg:sticky lg:top-8 lg:row-span-2">
          <ChangeSummary
            state={state}
            plans={plans}
            target={{ plan: order.plan, interval: order.interval, promotionCode: null }}
            amount={priceOf(plan, order.interval, order.currency)}
            currency={order.currency}
            returnTo={order.returnTo ?? "/billing"}
          />
        </div>
        {current && current.tier !== plan.tier ? (
          <Card aria-labelledby="difference-heading" className="min-w-0 overflow-hidden">
            <PlanDifference current={current} target={plan} />
          </Card>
        ) : null}
      </div>
    </div>
  );
}

interface ChangeSummaryProps {
  state: BillingStateDto;
  plans: PlanDto[];
  target: PlanTarget;
  amount: number | null;
  currency: string;
  /** Where the change shows once it is made. */
  returnTo: string;
}

function ChangeSummary({ state, plans, target, amount, currency, returnTo }: ChangeSummaryProps) {
  const t = useTranslations("billing.change");
  const tiers = useTranslations("plans.tiers");
  const per = useTranslations("billing.per");
  const { price } = useFormat();
  const id = useId();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState("");
  const { subscription } = state;
  const isSame = subscription?.tier === target.plan && subscription.interval === target.interval;
  const waits = subscription?.pending_change != null;
  const wanted = { ...target, promotionCode: code.trim() || null };
  return (
    <Card aria-labelledby={`${id}-heading`} className="px-5 py-5">
      <h2 id={`${id}-heading`} className="font-semibold text-base">
        {t("summary")}
      </h2>
      <dl className="mt-4 grid gap-3 text-sm">
        {subscription?.tier && subscription.interval ? (
          <Line label={t("now")} name={tiers(`${subscription.tier}.name`)}>
            {`${price(subscription.amount_minor, subscription.currency)} ${per(subscription.interval)}`}
          </Line>
        ) : null}
        <Line label={t("then")} name={tiers(`${target.plan}.name`)}>
          {amount === null ? "" : `${price(amount, currency)} ${per(target.interval)}`}
        </Line>
      </dl>
      <Field label={t("code")} className="mt-4">
        {(control) => (
          <Input {...control} maxLength={100} value={code} onChange={({ target: { value } }) => setCode(value)} />
        )}
      </Field>
      <Button
        size="lg"
        block
        className="mt-5"
        disabled={isSame || waits || amount === null}
        onClick={() => setOpen(true)}
      >
        {isSame ? t("same") : t("review")}
        {isSame ? null : <ArrowRight aria-hidden="true" />}
      </Button>
      <p className="mt-2.5 text-[0.8125rem] text-muted">{t("reviewNote")}</p>
      <ChangePlanDialog
        state={state}
        plans={plans}
        target={wanted}
        open={open}
        onOpenChange={setOpen}
        onDone={() => router.push(returnTo)}
      />
    </Card>
  );
}

function Line({ label, name, children }: { label: string; name: string; children: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="text-right">
        <span className="block font-medium">{name}</span>
        <span className="tabular text-muted">{children}</span>
      </dd>
    </div>
  );
}
