"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { CURRENCIES } from "@/lib/plans/catalogue";
import { IntervalChoice } from "./interval-choice";
import { OrderSummary } from "./order-summary";
import { PlanChoice } from "./plan-choice";
import { PlanDifference } from "./plan-difference";
import type { UpgradePageProps } from "./upgrade-page";
import { useOrder } from "./use-order";

export interface OrderFormProps extends UpgradePageProps {
  state: BillingStateDto;
  forSale: PlanDto[];
}

/** Plan, interval and currency at the left, what they come to at the right. */
export function OrderForm(props: OrderFormProps) {
  const { state, forSale, plans, fixedCurrency, isCanceled, workspaceName } = props;
  const t = useTranslations("upgrade");
  const names = useTranslations("plans");
  const currencyId = useId();
  const { order, plan, choose } = useOrder(props.asked, forSale);
  const current = plans.find(({ tier }) => tier === state.access.tier);
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader title={t("heading")} description={t("description", { workspace: workspaceName })} />
      {isCanceled ? (
        <Alert tone="info" title={t("canceled.title")} className="mb-6">
          {t("canceled.body")}
        </Alert>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          <div className="flex flex-wrap items-end justify-between gap-4">
            <IntervalChoice
              plan={plan}
              currency={order.currency}
              interval={order.interval}
              onChoose={(interval) => choose({ interval })}
            />
            {fixedCurrency ? (
              <p className="text-[0.8125rem] text-muted">
                {t("form.currencyFixed", { currency: names(`currencies.${fixedCurrency}`) })}
              </p>
            ) : (
              <div className="flex items-center gap-2.5 text-muted text-sm">
                <label htmlFor={currencyId}>{t("form.currency")}</label>
                <Select
                  id={currencyId}
                  className="w-24"
                  value={order.currency}
                  onChange={({ target }) => {
                    const currency = CURRENCIES.find((known) => known === target.value);
                    if (currency) choose({ currency });
                  }}
                >
                  {CURRENCIES.map((currency) => (
                    <option key={currency} value={currency}>
                      {names(`currencies.${currency}`)}
                    </option>
                  ))}
                </Select>
              </div>
            )}
          </div>
          <PlanChoice plans={forSale} order={order} onChoose={(tier) => choose({ plan: tier })} />
        </div>
        {/* On a phone the button comes before the long table; beside both on wide screens. */}
        <div className="lg:sticky lg:top-8 lg:row-span-2">
          <OrderSummary tenantId={props.tenantId} order={order} plan={plan} emailVerified={props.emailVerified} />
        </div>
        {current ? (
          <Card aria-labelledby="difference-heading" className="min-w-0 overflow-hidden">
            <PlanDifference current={current} target={plan} />
          </Card>
        ) : null}
      </div>
    </div>
  );
}
