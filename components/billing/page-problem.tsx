"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export interface PageProblemProps {
  /** Finds the failure in the server's log. */
  digest: string | undefined;
  retry: () => void;
}

/** Says that a page failed, that no money moved by it, and offers to try again. */
export function PageProblem({ digest, retry }: PageProblemProps) {
  const t = useTranslations("billing.problem");
  return (
    <EmptyState
      icon={CircleAlert}
      title={<h1>{t("title")}</h1>}
      description={
        <>
          {t("body")} {digest ? <span className="mt-2 block">{t("reference", { digest })}</span> : null}
        </>
      }
      action={<Button onClick={retry}>{t("retry")}</Button>}
    />
  );
}
