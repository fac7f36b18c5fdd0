"use client";

import { ArrowRight, Check } from "lucide-react";
import { useLocale, useTranslations } from "use-intl/react";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import type { PlanDto } from "@/lib/contracts/plans";
import { comparePlans, type Difference, isGain } from "./compare-plans";

export interface PlanDifferenceProps {
  current: PlanDto;
  target: PlanDto;
}

/** What the money changes, line by line: now and with the chosen plan. */
export function PlanDifference({ current, target }: PlanDifferenceProps) {
  const t = useTranslations("upgrade.difference");
  const tiers = useTranslations("plans.tiers");
  const names = { current: tiers(`${current.tier}.name`), target: tiers(`${target.tier}.name`) };
  return (
    <>
      <h2 id="difference-heading" className="px-5 pt-5 pb-3 font-semibold text-base">
        {t("heading")}
      </h2>
      <Table caption={t("caption", names)}>
        <TableHead>
          <TableRow>
            <TableHeading>
              <span className="sr-only">{t("what")}</span>
            </TableHeading>
            <TableHeading>{names.current}</TableHeading>
            <TableHeading className="text-ink">{names.target}</TableHeading>
          </TableRow>
        </TableHead>
        <TableBody>
          {comparePlans(current, target).map((difference) => (
            <DifferenceRow key={keyOf(difference)} difference={difference} />
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function keyOf(difference: Difference): string {
  switch (difference.kind) {
    case "credits":
      return "credits";
    case "limit":
      return difference.resource;
    case "feature":
      return difference.feature;
  }
}

function DifferenceRow({ difference }: { difference: Difference }) {
  const t = useTranslations("upgrade.difference");
  const names = useLabel();
  const locale = useLocale();
  const amount = (value: number | null) => (value === null ? t("unlimited") : value.toLocaleString(locale));
  const isFeature = difference.kind === "feature";
  const included = (has: boolean) => (has ? t("yes") : <NotIncluded label={t("no")} />);
  const from = isFeature ? included(!difference.gained) : amount(difference.from);
  const to = isFeature ? included(difference.gained) : amount(difference.to);
  return (
    <TableRow>
      <th scope="row" className="py-2.5 pr-4 pl-5 text-left font-normal text-sm">
        {names(difference)}
      </th>
      <TableCell className="tabular py-2.5 text-muted">{from}</TableCell>
      <TableCell className={cn("tabular py-2.5", isGain(difference) && "font-medium")}>
        <span className="inline-flex items-center gap-2">
          <DifferenceIcon difference={difference} />
          {to}
        </span>
      </TableCell>
    </TableRow>
  );
}

/** None where the dash says it all: a tick beside "not included" would say the opposite. */
function DifferenceIcon({ difference }: { difference: Difference }) {
  if (difference.kind === "feature" && !difference.gained) return null;
  const Icon = difference.kind === "feature" ? Check : ArrowRight;
  const tone = isGain(difference) ? "text-accent-text" : "text-muted";
  return <Icon className={cn("size-3.5 shrink-0", tone)} aria-hidden="true" />;
}

function NotIncluded({ label }: { label: string }) {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{label}</span>
    </>
  );
}

function useLabel(): (difference: Difference) => string {
  const t = useTranslations("upgrade.difference");
  const plans = useTranslations("plans");
  return (difference) => {
    switch (difference.kind) {
      case "credits":
        return t("credits");
      case "limit":
        return plans(`limits.${difference.resource}`);
      case "feature":
        return plans(`features.${difference.feature}`);
    }
  };
}
