import type { ReactNode } from "react";
import { cn } from "./cn";

export interface MeterProps {
  label: ReactNode;
  /** What stands at the right, such as "64 of 200"; it is also what a screen reader says. */
  valueText: string;
  value: number;
  /** Null means unlimited: the bar is drawn as an open line. */
  max: number | null;
  className?: string;
}

function toneOf(share: number): string {
  if (share >= 1) return "bg-danger";
  return share >= 0.8 ? "bg-warning" : "bg-accent";
}

/** How much of an allowance is used. It turns amber at 80% and red at the limit. */
export function Meter({ label, valueText, value, max, className }: MeterProps) {
  const share = max === null ? 0 : Math.min(1, max === 0 ? 1 : value / max);
  return (
    <div className={cn("grid gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">{label}</span>
        <span className="tabular text-muted">{valueText}</span>
      </div>
      {max === null ? (
        <div className="h-1.5 rounded-full bg-accent-soft" aria-hidden="true">
          <div className="h-full w-full rounded-full bg-linear-to-r from-accent to-transparent" />
        </div>
      ) : (
        <>
          <meter
            className="sr-only"
            aria-label={typeof label === "string" ? label : valueText}
            aria-valuetext={valueText}
            value={value}
            max={max}
          />
          <div className="h-1.5 overflow-hidden rounded-full bg-line" aria-hidden="true">
            <div
              className={cn("h-full rounded-full transition-[width] duration-300", toneOf(share))}
              style={{ width: `${share * 100}%` }}
            />
          </div>
        </>
      )}
    </div>
  );
}

export interface ProgressProps {
  label: string;
  /** Between 0 and 1; null while nobody knows. */
  value: number | null;
  className?: string;
}

/** How far a piece of work is. */
export function Progress({ label, value, className }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
      className={cn("h-1.5 overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={cn("h-full rounded-full bg-accent transition-[width]", value === null && "animate-pulse-soft")}
        style={{ width: value === null ? "100%" : `${value * 100}%` }}
      />
    </div>
  );
}
