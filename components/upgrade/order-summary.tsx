"use client";

import { ArrowRight, Lock } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { useExternalVisit } from "@/components/billing/use-external-visit";
import { useFormat } from "@/components/billing/use-format";
import { StartTrial } from "@/components/trials/start-trial";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { type Order, openCheckout } from "@/lib/api-client/checkout";
import type { PlanDto } from "@/lib/contracts/plans";
import { priceOf, yearlySaving } from "./plan-price";

export interface OrderSummaryProps {
  tenantId: string;
  order: Order;
  plan: PlanDto;
  emailVerified: boolean;
}

/** What is bought, what it costs today and later, and the way to the payment page. */
export function OrderSummary({ tenantId, order, plan, emailVerified }: OrderSummaryProps) {
  const t = useTranslations("upgrade.summary");
  const tiers = useTranslations("plans.tiers");
  const per = useTranslations("billing.per");
  const { money, price } = useFormat();
  const id = useId();
  const { visit, isLeaving } = useExternalVisit(() => openCheckout(tenantId, order));
  const amount = priceOf(plan, order.interval, order.currency);
  const saving = order.interval === "yearly" ? yearlySaving(plan, order.currency) : null;
  return (
    <Card aria-labelledby={`${id}-heading`} className="overflow-hidden">
      <div className="px-5 py-5">
        <h2 id={`${id}-heading`} className="font-semibold text-base">
          {t("heading")}
        </h2>
        <dl className="mt-4 grid gap-3 text-sm">
          <div className="flex justify-between gap-4">
            <dt>{t("line", { plan: tiers(`${plan.tier}.name`), interval: order.interval })}</dt>
            <dd className="tabular">{amount === null ? "" : money(amount, order.currency)}</dd>
          </div>
          <div className="flex items-baseline justify-between gap-4 border-line border-t pt-3">
            <dt className="font-medium">{t("today")}</dt>
            <dd className="tabular font-semibold text-xl tracking-[-0.02em]" data-testid="due-today">
              {amount === null ? "" : money(amount, order.currency)}
            </dd>
          </div>
        </dl>
        <div aria-live="polite" className="mt-1 grid gap-1 text-[0.8125rem] text-muted">
          {amount === null ? null : (
            <p className="tabular">{t("then", { amount: price(amount, order.currency), per: per(order.interval) })}</p>
          )}
          {saving ? (
            <p className="tabular text-accent-text">
              {t("saving", { amount: price(saving.amountMinor, order.currency) })}
            </p>
          ) : null}
        </div>
        <Button
          size="lg"
          block
          className="mt-5"
          loading={isLeaving}
          disabled={!emailVerified || amount === null}
          aria-describedby={emailVerified ? undefined : `${id}-why`}
          onClick={visit}
        >
          {t("action")}
          <ArrowRight aria-hidden="true" />
        </Button>
        <StartTrial tenantId={tenantId} order={order} plan={plan} disabled={!emailVerified || amount === null} />
        {emailVerified ? null : (
          <p id={`${id}-why`} className="mt-2.5 text-[0.8125rem] text-warning-text">
            {t("unverified")}
          </p>
        )}
      </div>
      <div className="grid gap-1.5 border-line border-t bg-sunken px-5 py-4 text-[0.8125rem] text-muted">
        <p className="flex gap-2">
          <Lock className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          {t("secure")}
        </p>
        <p>{t("tax")}</p>
      </div>
    </Card>
  );
}
