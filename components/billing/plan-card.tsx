"use client";

import { CalendarClock, CreditCard } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { ChangeCard } from "@/components/cards/change-card";
import { TierGlyph } from "@/components/plans/tier-glyph";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { Currency } from "@/lib/plans/catalogue";
import { CancelPlan } from "./cancel-plan";
import { canPause, PausePlan } from "./pause-plan";
import { canCancel, canChange, payingSubscription, planStatus } from "./plan-status";
import { useFormat } from "./use-format";

export interface PlanCardProps {
  state: BillingStateDto;
  plans: PlanDto[];
  currency: Currency;
  canManage: boolean;
}

/** The plan, what it costs, when it is charged next and from which card. */
export function PlanCard({ state, plans, currency, canManage }: PlanCardProps) {
  const t = useTranslations("billing");
  const tiers = useTranslations("plans.tiers");
  const status = planStatus(state);
  const paid = payingSubscription(state);
  return (
    <Card aria-labelledby="plan-heading">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 px-5 py-5">
        <div className="flex min-w-0 items-start gap-4">
          <span className="mt-0.5 grid size-11 shrink-0 place-items-center rounded-lg border border-line bg-sunken">
            <TierGlyph tier={state.access.tier} />
          </span>
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h2 id="plan-heading" className="font-semibold text-xl">
                <span className="sr-only">{t("plan.heading")}: </span>
                <span data-testid="plan-name">{tiers(`${state.access.tier}.name`)}</span>
              </h2>
              {status ? (
                <Badge tone={status.tone} data-testid="plan-status">
                  {t(`status.${status.key}`)}
                </Badge>
              ) : null}
            </div>
            <p className="mt-0.5 text-muted text-sm">{tiers(`${state.access.tier}.summary`)}</p>
          </div>
        </div>
        <PriceTag state={state} currency={currency} />
      </div>
      {paid || state.payment_method ? (
        <dl className="grid border-line border-t sm:grid-cols-2 sm:divide-x">
          <NextCharge state={state} />
          <PaymentMethod state={state} canManage={canManage} />
        </dl>
      ) : null}
      {canManage && canCancel(state) ? (
        <div className="flex flex-wrap items-center justify-end gap-2 rounded-b-xl border-line border-t bg-sunken px-5 py-3">
          <CancelPlan state={state} plans={plans} />
          {canPause(state) ? <PausePlan state={state} variant="ghost" size="sm" /> : null}
          {canChange(state) ? (
            <ButtonLink href={changeHref(state)} variant="secondary" size="sm">
              {t("plan.change")}
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

/** The page of the other plans, with the present one chosen. */
const changeHref = ({ subscription }: BillingStateDto) =>
  `/upgrade?plan=${subscription?.tier ?? "pro"}&interval=${subscription?.interval ?? "monthly"}&return_to=/billing`;

function PriceTag({ state, currency }: { state: BillingStateDto; currency: Currency }) {
  const t = useTranslations("billing");
  const { price } = useFormat();
  const paid = payingSubscription(state);
  const per = paid?.interval ? t(`per.${paid.interval}`) : null;
  const seats = paid && paid.quantity > 1 ? t("plan.seats", { count: paid.quantity }) : null;
  return (
    <p className="sm:text-right">
      <span className="sr-only">{t("plan.price")}: </span>
      <span className="tabular font-semibold text-2xl tracking-[-0.03em]">
        {paid ? price(paid.amount_minor, paid.currency) : price(0, currency)}
      </span>
      {per ? <span className="ml-1.5 text-muted text-sm">{per}</span> : null}
      {paid ? null : <span className="block text-muted text-sm">{t("plan.freePrice")}</span>}
      {seats ? <span className="block text-muted text-sm">{seats}</span> : null}
    </p>
  );
}

interface FactProps {
  icon: ReactNode;
  label: string;
  children: ReactNode;
  /** At the right of the value: a button. */
  action?: ReactNode;
}

function Fact({ icon, label, children, action }: FactProps) {
  return (
    <div className="border-line px-5 py-4 text-sm not-first:border-t sm:not-first:border-t-0">
      <dt className="flex items-center gap-3 text-muted [&_svg]:size-4.5">
        {icon}
        {label}
      </dt>
      <dd className="mt-0.5 flex flex-wrap items-end justify-between gap-x-4 gap-y-2 pl-7.5">
        <div>{children}</div>
        {action}
      </dd>
    </div>
  );
}

function NextCharge({ state }: { state: BillingStateDto }) {
  const t = useTranslations("billing.plan");
  const { day, money } = useFormat();
  const paid = payingSubscription(state);
  if (!paid) return null;
  const amount = money(paid.next_charge_minor ?? paid.amount_minor, paid.currency);
  const icon = <CalendarClock aria-hidden="true" />;
  if (paid.cancel_at) {
    return (
      <Fact icon={icon} label={t("ends")}>
        <p className="tabular font-medium">{day(paid.cancel_at)}</p>
        <p className="text-muted">{t("endsNote")}</p>
      </Fact>
    );
  }
  if (paid.status === "past_due" || paid.status === "unpaid") {
    return (
      <Fact icon={icon} label={t("nextCharge")}>
        <p className="font-medium">{t(state.access.mode === "read_only" ? "overdue" : "retry")}</p>
        <p className="tabular text-muted">{t("retryNote", { amount })}</p>
      </Fact>
    );
  }
  return (
    <Fact icon={icon} label={paid.status === "trialing" ? t("firstCharge") : t("nextCharge")}>
      <p className="tabular font-medium">{day(paid.next_charge_at ?? paid.current_period_end)}</p>
      <p className="tabular text-muted">{amount}</p>
    </Fact>
  );
}

/** Stripe writes brands in small letters. */
const cardBrand = (brand: string) => brand.charAt(0).toUpperCase() + brand.slice(1);

function PaymentMethod({ state, canManage }: Pick<PlanCardProps, "state" | "canManage">) {
  const t = useTranslations("billing.plan");
  const card = state.payment_method;
  const change = <ChangeCard tenantId={state.tenant_id} variant="secondary" size="sm" />;
  return (
    <Fact icon={<CreditCard aria-hidden="true" />} label={t("card")} action={canManage ? change : undefined}>
      {card ? (
        <>
          <p className="tabular font-medium">{t("cardName", { brand: cardBrand(card.brand), last4: card.last4 })}</p>
          <p className="tabular text-muted">
            {t("cardExpires", { month: String(card.exp_month).padStart(2, "0"), year: String(card.exp_year) })}
          </p>
        </>
      ) : (
        <p className="font-medium">{t("noCard")}</p>
      )}
    </Fact>
  );
}
