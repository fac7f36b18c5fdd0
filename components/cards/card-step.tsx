"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { CardFailureAlert } from "./card-failure-alert";
import type { CardFailure } from "./card-outcome";
import { useCardField } from "./use-card-field";

/** What a card is entered for; it rules the small print alone, the client secret rules what happens. */
export type CardPurpose = "save" | "trial" | "pay" | "replace";

export interface CardStepProps {
  purpose: CardPurpose;
  /** Of a SetupIntent (the card is saved) or a PaymentIntent (it pays). */
  clientSecret: string;
  submitLabel: ReactNode;
  /** Told once the card went through, 3-D Secure included; the step stays busy until its promise ends. */
  onDone: (card: { intentId: string }) => Promise<unknown>;
  /** Told while money may move, so that a dialog can lock itself. */
  onBusyChange?: (isBusy: boolean) => void;
  /** Offered when the attempt itself is over (expired, cancelled): get a new client secret. */
  onStartAgain?: () => void;
  /** A further button beside the main one. */
  secondary?: ReactNode;
  /** Above the button: what pressing it means. */
  children?: ReactNode;
}

/** The one place where a card is entered inside the app: Stripe's field, 3-D Secure, and every way it can fail. */
export function CardStep(props: CardStepProps) {
  const { purpose, clientSecret, submitLabel, onDone, onBusyChange, onStartAgain, secondary, children } = props;
  const t = useTranslations("cards");
  const field = useCardField(clientSecret);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CardFailure | null>(null);
  // A card that went through is not entered twice when only what follows it has failed.
  const proven = useRef<string | null>(null);

  const work = (busy: boolean) => {
    setBusy(busy);
    onBusyChange?.(busy);
  };
  const run = async () => {
    setFailure(null);
    work(true);
    try {
      const outcome = proven.current ? { ok: true as const, intentId: proven.current } : await field.confirm();
      if (!outcome.ok) return setFailure(outcome.failure);
      proven.current = outcome.intentId;
      await onDone({ intentId: outcome.intentId });
    } finally {
      work(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form inside a dialog of another form must not send that one too.
    event.stopPropagation();
    if (!isBusy && field.state === "ready") void run();
  };

  return (
    <form onSubmit={submit} aria-busy={isBusy} className="grid gap-4" data-testid="card-step">
      <fieldset className="min-w-0">
        <legend className="sr-only">{t("legend")}</legend>
        <div className="relative min-h-[9.5rem]">
          {field.state === "loading" ? <FieldSkeleton label={t("loading")} /> : null}
          <div ref={field.holder} hidden={field.state === "failed"} />
          {field.state === "failed" ? (
            <Alert
              tone="danger"
              assertive
              title={t("unavailable.title")}
              action={
                <Button size="sm" variant="secondary" onClick={field.retry}>
                  {t("tryAgain")}
                </Button>
              }
            >
              {t("unavailable.hint")}
            </Alert>
          ) : null}
        </div>
      </fieldset>
      {failure ? (
        <CardFailureAlert
          failure={failure}
          action={failure.reason === "over" && onStartAgain ? <StartAgain onClick={onStartAgain} /> : undefined}
        />
      ) : null}
      {children}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {secondary}
        <Button type="submit" size="lg" className="sm:min-w-44" loading={isBusy} disabled={field.state !== "ready"}>
          {submitLabel}
        </Button>
      </div>
      <p className="text-[0.8125rem] text-muted">{t(`purposes.${purpose}`)}</p>
    </form>
  );
}

function StartAgain({ onClick }: { onClick: () => void }) {
  const t = useTranslations("cards");
  return (
    <Button size="sm" variant="secondary" onClick={onClick}>
      {t("startAgain")}
    </Button>
  );
}

function FieldSkeleton({ label }: { label: string }) {
  return (
    <div className="absolute inset-0 grid content-start gap-4">
      <p className="sr-only" role="status">
        {label}
      </p>
      <Skeleton className="h-11" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-11" />
        <Skeleton className="h-11" />
      </div>
    </div>
  );
}
