"use client";

import { useTranslations } from "use-intl/react";
import { TextLink } from "@/components/auth/text-link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { RegistrationOrder } from "@/lib/api-client/registration";
import type { PlanDto } from "@/lib/contracts/plans";
import { AccountStep } from "./account-step";
import { CardPanel } from "./card-panel";
import { PlanSummary } from "./plan-summary";
import { ProgressSteps } from "./progress-steps";
import { RegistrationOutcome } from "./registration-outcome";
import type { RegistrationStep } from "./registration-step";
import { useRefusalText } from "./use-refusal-text";
import { type Registration, useRegistration } from "./use-registration";

export interface RegisterPageProps {
  plans: PlanDto[];
  asked: RegistrationOrder;
  signInHref: string;
}

/** Account, card and plan in one go: the form at the left, what is begun at the right. */
export function RegisterPage({ plans, asked, signInHref }: RegisterPageProps) {
  const t = useTranslations("registration");
  const tiers = useTranslations("plans.tiers");
  const registration = useRegistration(asked);
  const { order, step } = registration;
  const plan = plans.find(({ tier }) => tier === order.plan);
  const price = plan?.prices.find(
    ({ interval, currency }) => interval === order.interval && currency === order.currency,
  );
  if (!plan || !price) throw new Error(`${order.plan} is not sold ${order.interval} in ${order.currency}`);
  const name = tiers(`${plan.tier}.name`);
  // The end says what has come of it; what was to be bought and paid would only stand in its way.
  if (step.name === "done") {
    return (
      <>
        <ProgressSteps current="done" />
        <Card className="mt-6 p-5 sm:p-7">
          <RegistrationOutcome registration={registration} failure={step.failure} isSignedIn={step.isSignedIn} />
        </Card>
      </>
    );
  }
  return (
    <>
      <h1 className="font-semibold text-2xl sm:text-3xl">
        {order.mode === "trial"
          ? t("title.trial", { plan: name, days: plan.trial_days })
          : t("title.paid", { plan: name })}
      </h1>
      <p className="mt-2 max-w-prose text-muted">{t(`lead.${order.mode}`)}</p>
      <div className="mt-6">
        <ProgressSteps current={progressOf(step)} />
      </div>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card className="p-5 sm:p-7">
          <Step registration={registration} plan={plan} amountMinor={price.amount_minor} signInHref={signInHref} />
        </Card>
        <div className="max-lg:order-first lg:sticky lg:top-8">
          <PlanSummary registration={registration} plan={plan} amountMinor={price.amount_minor} />
        </div>
      </div>
      <p className="mt-6 text-muted text-sm">
        {t.rich("other", { link: (text) => <TextLink href={signInHref}>{text}</TextLink> })}
      </p>
    </>
  );
}

function progressOf(step: RegistrationStep) {
  return step.name === "card" || step.name === "unconfirmed" ? "card" : "account";
}

interface StepProps {
  registration: Registration;
  plan: PlanDto;
  amountMinor: number;
  signInHref: string;
}

function Step({ registration, plan, amountMinor, signInHref }: StepProps) {
  const t = useTranslations("registration");
  const { step } = registration;
  switch (step.name) {
    case "loading":
      return <AccountSkeleton />;
    case "account":
      return (
        <div className="grid gap-4">
          {step.isExpired ? (
            <Alert tone="warning" title={t("problems.expired")}>
              {t("problems.expiredHint")}
            </Alert>
          ) : null}
          <h2 className="font-semibold text-lg">{t("account.heading")}</h2>
          <AccountStep registration={registration} resumed={step.resumed} signInHref={signInHref} />
        </div>
      );
    case "card":
      return (
        <div className="grid gap-4">
          <h2 className="font-semibold text-lg">{t("card.heading")}</h2>
          <CardPanel registration={registration} form={step.form} plan={plan} amountMinor={amountMinor} />
        </div>
      );
    case "unconfirmed":
      return <Unconfirmed registration={registration} />;
    case "done":
      return null;
  }
}

function Unconfirmed({ registration }: { registration: Registration }) {
  const t = useTranslations("registration.problems");
  const describe = useRefusalText();
  return (
    <div className="grid gap-4">
      <Alert tone="warning" assertive title={t("unconfirmed")}>
        {registration.refusal ? describe(registration.refusal).hint : t("unconfirmedHint")}
      </Alert>
      <Button size="lg" loading={registration.isWorking} onClick={() => void registration.finish()}>
        {t("askAgain")}
      </Button>
    </div>
  );
}

const FIELDS = ["name", "email", "password"];

function AccountSkeleton() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-6 w-40" />
      {FIELDS.map((field) => (
        <div key={field} className="grid gap-2">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-10" />
        </div>
      ))}
      <Skeleton className="h-12" />
    </div>
  );
}
