"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslations } from "use-intl/react";
import { CreditsMeter } from "@/components/billing/credits-meter";
import { PageHeader } from "@/components/ui/page-header";
import { billingQuery } from "@/lib/api-client/billing";
import { itemsOf } from "@/lib/api-client/pages";
import { postersQuery } from "@/lib/api-client/studio";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { Currency } from "@/lib/plans/catalogue";
import { CreateForm } from "./create-form";
import { CreditOffer } from "./credit-offer";
import { Gallery } from "./gallery";
import { useKeptPrompt } from "./kept-prompt";
import { StandStill } from "./stand-still";
import { studioMode } from "./studio-mode";
import { StudioSkeleton } from "./studio-skeleton";
import { useCreatePoster } from "./use-create-poster";

export interface StudioPageProps {
  tenantId: string;
  emailVerified: boolean;
  plans: PlanDto[];
  currency: Currency;
  /** Whether the reader's role may upgrade the workspace. */
  canManage: boolean;
}

/** Prompt, credits and gallery. */
export function StudioPage(props: StudioPageProps) {
  const { data: state } = useQuery(billingQuery(props.tenantId));
  return state ? <LoadedStudio {...props} state={state} /> : <StudioSkeleton />;
}

function LoadedStudio({ state, tenantId, emailVerified, ...offer }: StudioPageProps & { state: BillingStateDto }) {
  const t = useTranslations("studio");
  const [prompt, setPrompt] = useKeptPrompt();
  const input = useRef<HTMLTextAreaElement>(null);
  const posters = useInfiniteQuery(postersQuery(tenantId));
  const { create, isPending } = useCreatePoster(tenantId, () => setPrompt(""));
  const mode = studioMode(state, emailVerified);

  const reuse = (text: string) => {
    setPrompt(text);
    input.current?.focus();
  };

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <CreditsMeter credits={state.credits} isOnHold={mode.kind === "readOnly"} className="w-full sm:w-60" />
        }
        className="[&>div:last-child]:w-full sm:[&>div:last-child]:w-auto"
      />
      {/* Between the last credit and its poster the form stays: the offer would take the place of "making". */}
      {mode.kind === "outOfCredits" && !isPending ? (
        <CreditOffer tenantId={tenantId} state={state} prompt={prompt} {...offer} />
      ) : (
        <>
          <StandStill mode={mode} />
          <CreateForm
            ref={input}
            mode={mode}
            prompt={prompt}
            onPromptChange={setPrompt}
            onCreate={create}
            isPending={isPending}
            isUnlimited={state.credits.unlimited}
          />
        </>
      )}
      <Gallery
        tenantId={tenantId}
        posters={itemsOf(posters.data)}
        query={posters}
        isMaking={isPending}
        onReuse={mode.kind === "ready" ? reuse : null}
      />
    </>
  );
}
