"use client";

import { useTranslations } from "use-intl/react";
import { Badge } from "@/components/ui/badge";
import type { TimeMachineDto } from "@/lib/contracts/time-machine";

/** The newest things that happened to the workspace: deliveries, events, mails, credits. */
export function HappenedList({ entries }: { entries: TimeMachineDto["log"] }) {
  const t = useTranslations("timeMachine");
  if (entries.length === 0) return <p className="text-muted text-sm">{t("logEmpty")}</p>;
  return (
    <ol className="grid gap-1.5">
      {entries.map(({ kind, id, title, detail }) => (
        <li key={`${kind} ${id}`} className="flex items-baseline gap-2 text-xs">
          <Badge className="w-16 shrink-0 justify-center">{t(`kinds.${kind}`)}</Badge>
          <span className="min-w-0 break-words">
            {title}
            <span className="text-muted">{summary(detail)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

// Enough to follow a demonstration; the whole stands in the operator's console.
const SHOWN = ["from", "to", "mode", "amount", "delta"];

function summary(detail: Record<string, unknown>): string {
  const parts = SHOWN.flatMap((name) => {
    const value = detail[name];
    return typeof value === "string" || typeof value === "number" ? [`${name} ${value}`] : [];
  });
  return parts.length > 0 ? ` · ${parts.join(", ")}` : "";
}
