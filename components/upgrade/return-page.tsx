"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { payingSubscription } from "@/components/billing/plan-status";
import { useFormat } from "@/components/billing/use-format";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/meter";
import { confirmationQuery } from "@/lib/api-client/checkout";
import type { ConfirmationDto } from "@/lib/contracts/checkout";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { returnState } from "./return-state";

export interface ReturnPageProps {
  tenantId: string;
  sessionId: string;
}

/** Back from the payment page: paid, still being confirmed, or expired. It changes by itself (G6). */
export function ReturnPage({ tenantId, sessionId }: ReturnPageProps) {
  const { data } = useQuery(confirmationQuery(tenantId, sessionId));
  const state = returnState(data ?? null);
  return (
    <Card
      className="mx-auto max-w-xl overflow-hidden px-6 py-8 sm:px-9 sm:py-10"
      data-testid="return-state"
      data-state={state}
    >
      {/* Always there, so that a screen reader hears the change. */}
      <div aria-live="polite">
        <Content state={state} confirmation={data ?? null} />
      </div>
    </Card>
  );
}

interface ContentProps {
  state: ReturnType<typeof returnState>;
  confirmation: ConfirmationDto | null;
}

function Content({ state, confirmation }: ContentProps) {
  const t = useTranslations("upgrade.return");
  switch (state) {
    case "complete":
      return confirmation ? <Complete confirmation={confirmation} /> : null;
    case "processing":
      return confirmation?.kind === "credits" ? (
        <Waiting title={t("pack.processing.title")} body={t("pack.processing.body")} />
      ) : (
        <Waiting title={t("processing.title")} body={t("processing.body")} />
      );
    case "unreachable":
      return <Waiting title={t("unreachable.title")} body={t("unreachable.body")} />;
    case "open":
      return (
        <Waiting title={t("open.title")} body={t("open.body")}>
          {confirmation ? <BackToPayment confirmation={confirmation} /> : null}
        </Waiting>
      );
    case "expired":
      return (
        <>
          <h1 className="font-semibold text-2xl">{t("expired.title")}</h1>
          <p className="mt-2 text-muted">{t("expired.body")}</p>
          <ButtonLink href={confirmation ? orderAgain(confirmation) : "/upgrade"} className="mt-6">
            {t("expired.action")}
          </ButtonLink>
        </>
      );
  }
}

function Waiting({ title, body, children }: { title: string; body: string; children?: ReactNode }) {
  return (
    <>
      <h1 className="font-semibold text-2xl">{title}</h1>
      <p className="mt-2 text-muted">{body}</p>
      <Progress label={title} value={null} className="mt-6" />
      {children}
    </>
  );
}

function BackToPayment({ confirmation }: { confirmation: ConfirmationDto }) {
  const t = useTranslations("upgrade.return.open");
  return (
    <div className="mt-8 border-line border-t pt-5">
      <p className="text-muted text-sm">{t("slow")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <ButtonLink href={orderAgain(confirmation)} variant="secondary">
          {t("again")}
        </ButtonLink>
        <ButtonLink href="/studio" variant="ghost">
          {t("later")}
        </ButtonLink>
      </div>
    </div>
  );
}

/** The order page of the same plan: it finds the payment page that is still open, or opens another. */
function orderAgain(confirmation: ConfirmationDto): string {
  // Packs are offered where one runs out of credits, and on the billing page.
  if (confirmation.kind === "credits") return confirmation.return_to ?? "/billing";
  const { plan, interval, currency, return_to: returnTo } = confirmation;
  const order = new URLSearchParams({ plan, interval, currency });
  if (returnTo) order.set("return_to", returnTo);
  return `/upgrade?${order}`;
}

function Complete({ confirmation }: { confirmation: ConfirmationDto }) {
  const t = useTranslations("upgrade.return.complete");
  const tiers = useTranslations("plans.tiers");
  const pack = useTranslations("upgrade.return.pack.complete");
  const { billing, return_to: returnTo } = confirmation;
  const planBody = billing.subscription?.status === "trialing" ? t("bodyTrial") : t("body");
  const back = returnTo ?? "/studio";
  return (
    <>
      <CircleCheck className="size-9 text-accent-text" aria-hidden="true" />
      <h1 className="mt-5 font-semibold text-3xl tracking-[-0.025em]">
        {confirmation.kind === "credits"
          ? pack("title", { count: confirmation.credits })
          : t("title", { plan: tiers(`${billing.access.tier}.name`) })}
      </h1>
      <p className="mt-2 text-muted">{confirmation.kind === "credits" ? pack("body") : planBody}</p>
      <Facts billing={billing} />
      <div className="mt-7 flex flex-wrap gap-2">
        <ButtonLink href={back} size="lg">
          {back.startsWith("/studio") ? t("back") : t("backElsewhere")}
        </ButtonLink>
        {back.startsWith("/billing") ? null : (
          <ButtonLink href="/billing" size="lg" variant="ghost">
            {t("billing")}
          </ButtonLink>
        )}
      </div>
    </>
  );
}

function Facts({ billing }: { billing: BillingStateDto }) {
  const t = useTranslations("upgrade.return.complete");
  const { day, money } = useFormat();
  const { credits, payment_method: card } = billing;
  const paid = payingSubscription(billing);
  return (
    <dl className="mt-6 grid divide-y divide-line border-line border-y text-sm">
      <Fact label={t("credits")}>
        {credits.unlimited ? t("creditsUnlimited") : t("creditsCount", { count: credits.balance })}
      </Fact>
      {paid?.next_charge_at ? (
        <Fact label={t("next")}>
          {t("nextValue", {
            amount: money(paid.next_charge_minor ?? paid.amount_minor, paid.currency),
            date: day(paid.next_charge_at),
          })}
        </Fact>
      ) : null}
      {card ? (
        <Fact label={t("card")}>
          {t("cardValue", { brand: card.brand.charAt(0).toUpperCase() + card.brand.slice(1), last4: card.last4 })}
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 py-3">
      <dt className="text-muted">{label}</dt>
      <dd className="tabular font-medium">{children}</dd>
    </div>
  );
}
