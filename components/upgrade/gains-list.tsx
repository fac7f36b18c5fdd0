"use client";

import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { PlanDto } from "@/lib/contracts/plans";
import { comparePlans, type Difference, isGain } from "./compare-plans";
import { useDifferenceText } from "./difference-text";

// Among few lines, what one can do counts more than how much of it.
const ORDER: Difference["kind"][] = ["credits", "feature", "limit"];

export interface GainsListProps {
  current: PlanDto;
  target: PlanDto;
  /** How many at most, the most wanted first. */
  max: number;
  className?: string;
}

/** What the better plan adds, in a few lines. */
export function GainsList({ current, target, max, className }: GainsListProps) {
  const describe = useDifferenceText();
  const gains = comparePlans(current, target).filter(isGain);
  const shown = gains.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).slice(0, max);
  return (
    <ul className={cn("grid gap-2 text-sm", className)}>
      {shown.map((gain) => (
        <li key={describe(gain)} className="flex gap-2.5">
          <Check className="mt-0.5 size-4 shrink-0 text-accent-text" aria-hidden="true" />
          {describe(gain)}
        </li>
      ))}
    </ul>
  );
}
