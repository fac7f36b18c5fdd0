"use client";

import { Check } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { cn } from "@/components/ui/cn";

const STEPS = ["account", "card", "done"] as const;
export type ProgressStep = (typeof STEPS)[number];

/** Where one is between the first field and the plan. */
export function ProgressSteps({ current }: { current: ProgressStep }) {
  const t = useTranslations("registration.steps");
  const at = STEPS.indexOf(current);
  return (
    <nav aria-label={t("label")}>
      <ol className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
        {STEPS.map((step, index) => {
          const isFinished = index < at || current === "done";
          return (
            <li
              key={step}
              aria-current={index === at ? "step" : undefined}
              className={cn("flex items-center gap-2", index === at ? "font-medium text-ink" : "text-muted")}
            >
              <span
                className={cn(
                  "tabular grid size-6 place-items-center rounded-full border text-xs",
                  isFinished && "border-accent bg-accent text-on-accent",
                  !isFinished && (index === at ? "border-accent text-accent-text" : "border-line-strong"),
                )}
              >
                {isFinished ? <Check className="size-3.5" aria-hidden="true" /> : index + 1}
              </span>
              {t(step)}
              {isFinished ? <span className="sr-only">({t("finished")})</span> : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
