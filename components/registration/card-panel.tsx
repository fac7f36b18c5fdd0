"use client";

import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { CardStep } from "@/components/cards/card-step";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { PlanDto } from "@/lib/contracts/plans";
import type { CardForm } from "./registration-step";
import { useRefusalText } from "./use-refusal-text";
import type { Registration } from "./use-registration";

interface CardPanelProps {
  registration: Registration;
  form: CardForm;
  plan: PlanDto;
  amountMinor: number;
}

/** The card, what pressing the button means, and the ways on when it is refused. */
export function CardPanel({ registration, form, plan, amountMinor }: CardPanelProps) {
  const t = useTranslations("registration.card");
  const per = useTranslations("registration.per");
  const { money, price } = useFormat();
  const { order, person, refusal, restartCard } = registration;
  const isTrial = order.mode === "trial";
  const amount = money(amountMinor, order.currency);
  const recurring = { price: price(amountMinor, order.currency), per: per(order.interval) };
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-baseline gap-x-3 text-muted text-sm">
        {t("for", { email: person.email })}
        <Button variant="link" onClick={registration.editAccount}>
          {t("edit")}
        </Button>
      </p>
      {refusal ? <Refusal registration={registration} /> : null}
      <CardStep
        key={form.setupIntentId}
        purpose={isTrial ? "trial" : "save"}
        clientSecret={form.clientSecret}
        submitLabel={isTrial ? t("submitTrial") : t("submitPaid", { amount })}
        onStartAgain={() => void restartCard()}
        onDone={registration.finish}
      >
        <p className="tabular text-sm">
          {isTrial
            ? t("termsTrial", { days: plan.trial_days, ...recurring })
            : t("termsPaid", { amount, ...recurring })}
        </p>
      </CardStep>
    </div>
  );
}

function Refusal({ registration: { refusal, restartCard } }: { registration: Registration }) {
  const t = useTranslations("registration.problems");
  const describe = useRefusalText();
  if (!refusal) return null;
  const { title, hint } = describe(refusal);
  return (
    <Alert
      tone="danger"
      assertive
      title={title}
      action={
        refusal.code === "trial_used" ? (
          <>
            <Button size="sm" variant="secondary" onClick={() => void restartCard()}>
              {t("otherCard")}
            </Button>
            <Button size="sm" onClick={() => void restartCard({ mode: "paid" })}>
              {t("payNow")}
            </Button>
          </>
        ) : undefined
      }
    >
      {hint}
    </Alert>
  );
}
