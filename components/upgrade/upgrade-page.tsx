"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { canBuy, canChange } from "@/components/billing/plan-status";
import { useFormat } from "@/components/billing/use-format";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { billingQuery } from "@/lib/api-client/billing";
import type { Order } from "@/lib/api-client/checkout";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { Currency } from "@/lib/plans/catalogue";
import { ChangeForm } from "./change-form";
import { OrderForm } from "./order-form";
import { UpgradeSkeleton } from "./upgrade-skeleton";

export interface UpgradePageProps {
  tenantId: string;
  workspaceName: string;
  role: "owner" | "admin" | "billing" | "member";
  canManage: boolean;
  emailVerified: boolean;
  plans: PlanDto[];
  /** What the address asks for. */
  asked: Order;
  /** The currency that the workspace has paid in before: Stripe allows no other for it. */
  fixedCurrency: Currency | null;
  /** The visitor came back from the payment page without paying. */
  isCanceled: boolean;
}

/** The order before the payment page; or why there is nothing to buy. */
export function UpgradePage(props: UpgradePageProps) {
  const t = useTranslations("upgrade");
  const { data: state } = useQuery(billingQuery(props.tenantId));
  if (!state) return <UpgradeSkeleton />;
  // A change that waits for the bank has its dialog on this page: taking the form away would take the answer's place.
  const isChanging = canChange(state) || state.subscription?.pending_change != null;
  if (!canBuy(state) && !(isChanging && props.canManage)) return <AlreadySubscribed state={state} />;
  if (!props.canManage) {
    const role = t(`roles.${props.role}`);
    return (
      <Notice title={t("forbidden.title")} action={<BackToStudio label={t("forbidden.back")} />}>
        <p>{t("forbidden.body", { workspace: props.workspaceName, role })}</p>
        <p className="mt-2">{t("forbidden.share")}</p>
      </Notice>
    );
  }
  const forSale = props.plans.filter(({ prices }) => prices.length > 0);
  if (forSale.length === 0) return <EmptyState title={t("unsold.title")} description={t("unsold.body")} />;
  const Form = canBuy(state) ? OrderForm : ChangeForm;
  return <Form {...props} state={state} forSale={forSale} />;
}

function AlreadySubscribed({ state }: { state: BillingStateDto }) {
  const t = useTranslations("upgrade.subscribed");
  const tiers = useTranslations("plans.tiers");
  const { day, money } = useFormat();
  const { subscription, access } = state;
  const charge = subscription?.next_charge_at;
  return (
    <Notice
      title={t("title", { plan: tiers(`${subscription?.tier ?? access.tier}.name`) })}
      action={
        <>
          <ButtonLink href="/billing">{t("action")}</ButtonLink>
          <BackToStudio label={t("back")} />
        </>
      }
    >
      <p>{t("body")}</p>
      {subscription?.cancel_at ? <p className="mt-2">{t("ending", { date: day(subscription.cancel_at) })}</p> : null}
      {subscription && charge ? (
        <p className="tabular mt-2">
          {t("next", {
            amount: money(subscription.next_charge_minor ?? subscription.amount_minor, subscription.currency),
            date: day(charge),
          })}
        </p>
      ) : null}
    </Notice>
  );
}

function BackToStudio({ label }: { label: string }) {
  return (
    <ButtonLink href="/studio" variant="secondary">
      {label}
    </ButtonLink>
  );
}

function Notice({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <Card className="mx-auto max-w-xl px-6 py-8 sm:px-8">
      <h1 className="font-semibold text-2xl">{title}</h1>
      <div className="mt-2 text-muted">{children}</div>
      <div className="mt-6 flex flex-wrap gap-2">{action}</div>
    </Card>
  );
}
