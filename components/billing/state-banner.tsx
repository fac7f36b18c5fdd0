"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Alert, type AlertTone } from "@/components/ui/alert";
import { Button, ButtonLink, buttonVariants } from "@/components/ui/button";
import { reactivateSubscription } from "@/lib/api-client/billing";
import { billingKey } from "@/lib/api-client/keys";
import type { BillingStateDto, InvoiceDto } from "@/lib/contracts/subscription";
import type { Banner } from "./choose-banner";
import { ResumePaused } from "./resume-paused";
import type { ExternalVisit } from "./use-external-visit";
import { useFormat } from "./use-format";

export interface StateBannerProps {
  banner: Banner;
  state: BillingStateDto;
  canManage: boolean;
  portal: ExternalVisit;
}

interface Content {
  tone: AlertTone;
  title: string;
  body: string;
  action: ReactNode;
}

/** The one message about the plan's state, with the one thing to do about it. */
export function StateBanner({ canManage, ...props }: StateBannerProps) {
  const { tone, title, body, action } = useContent(props);
  return (
    <Alert tone={tone} title={title} action={canManage ? action : null}>
      {body}
    </Alert>
  );
}

function useContent({ banner, state, portal }: Omit<StateBannerProps, "canManage">): Content {
  const t = useTranslations("billing.banner");
  const tiers = useTranslations("plans.tiers");
  const { day, money } = useFormat();
  const plan = tiers(`${state.subscription?.tier ?? state.access.tier}.name`);
  const toPortal = (label: string, variant: "secondary" | "primary" = "primary") => (
    <Button size="sm" variant={variant} loading={portal.isLeaving} onClick={portal.visit}>
      {label}
    </Button>
  );
  const pay = (invoice: InvoiceDto | null) =>
    invoice?.hosted_url ? (
      <PayLink url={invoice.hosted_url}>
        {t("pay", { amount: money(invoice.amount_due_minor, invoice.currency) })}
      </PayLink>
    ) : (
      toPortal(t("fixCard"))
    );
  const say = (key: "suspended" | "unknownPlan" | "pending" | "unpaid" | "paymentFailedEnded") => ({
    title: t(`${key}.title`),
    body: t(`${key}.body`),
  });

  switch (banner.kind) {
    case "suspended":
      return { tone: "danger", ...say(banner.kind), action: null };
    case "paymentFailedGrace":
    case "paymentFailedReadOnly": {
      const tone = banner.kind === "paymentFailedGrace" ? "warning" : "danger";
      const title = t(`${banner.kind}.title`);
      const body = t(`${banner.kind}.body`, { date: banner.until ? day(banner.until) : "" });
      return { tone, title, body, action: pay(banner.openInvoice) };
    }
    case "paymentFailedEnded":
    case "unpaid":
      return { tone: "danger", ...say(banner.kind), action: pay(banner.openInvoice) };
    case "pending": {
      const href = `/upgrade?plan=${state.subscription?.tier ?? "pro"}&return_to=/billing`;
      const action = (
        <ButtonLink size="sm" href={href}>
          {t("finish")}
        </ButtonLink>
      );
      return { tone: "warning", ...say(banner.kind), action };
    }
    case "paused": {
      const until = state.subscription?.resumes_at;
      const body = until ? t("paused.bodyUntil", { date: day(until) }) : t("paused.body");
      const action = state.subscription?.paused ? <ResumePaused state={state} /> : null;
      return { tone: "warning", title: t("paused.title"), body, action };
    }
    case "unknownPlan":
      return { tone: "warning", ...say(banner.kind), action: null };
    case "ending":
      return {
        tone: "warning",
        title: t("ending.title", { plan, date: day(banner.at) }),
        body: t("ending.body"),
        action: <ResumeButton tenantId={state.tenant_id} />,
      };
    case "trial": {
      const price = state.subscription
        ? money(state.subscription.next_charge_minor ?? state.subscription.amount_minor, state.subscription.currency)
        : "";
      const body = banner.hasCard ? t("trial.body", { amount: price }) : t("trial.noCard", { plan });
      const action = banner.hasCard ? null : toPortal(t("addCard"), "secondary");
      return { tone: "info", title: t("trial.title", { date: day(banner.at) }), body, action };
    }
  }
}

function PayLink({ url, children }: { url: string; children: ReactNode }) {
  return (
    // Stripe's invoice page does not lead back, so it gets a tab of its own; this one updates by itself.
    <a href={url} target="_blank" rel="noreferrer" className={buttonVariants({ size: "sm" })}>
      {children}
    </a>
  );
}

function ResumeButton({ tenantId }: { tenantId: string }) {
  const t = useTranslations("billing.banner");
  const tiers = useTranslations("plans.tiers");
  const { day } = useFormat();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => reactivateSubscription(tenantId),
    onSuccess: (state) => {
      client.setQueryData(billingKey(tenantId), state);
      const date = state.subscription?.next_charge_at;
      if (date) toast.success(t("resumed", { plan: tiers(`${state.access.tier}.name`), date: day(date) }));
    },
  });
  return (
    <Button size="sm" loading={isPending} onClick={() => mutate()}>
      {t("resume")}
    </Button>
  );
}
