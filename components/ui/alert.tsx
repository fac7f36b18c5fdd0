import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type AlertTone = "info" | "success" | "warning" | "danger";

const LOOKS: Record<AlertTone, { icon: LucideIcon; box: string; text: string }> = {
  info: { icon: Info, box: "border-info/30 bg-info-soft", text: "text-info-text" },
  success: { icon: CircleCheck, box: "border-accent/30 bg-accent-soft", text: "text-accent-text" },
  warning: { icon: TriangleAlert, box: "border-warning/40 bg-warning-soft", text: "text-warning-text" },
  danger: { icon: CircleAlert, box: "border-danger/35 bg-danger-soft", text: "text-danger-text" },
};

export interface AlertProps {
  tone?: AlertTone;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons or links: the way out of what the alert says. */
  action?: ReactNode;
  /** Interrupts a screen reader; only for what just happened, never for what was there at load. */
  assertive?: boolean;
  className?: string;
}

/** A message in the page's flow: a banner above the content, or a note inside a card. */
export function Alert({ tone = "info", title, children, action, assertive, className }: AlertProps) {
  const { icon: Icon, box, text } = LOOKS[tone];
  return (
    <div
      role={assertive ? "alert" : "status"}
      className={cn("flex flex-wrap items-start gap-x-3 gap-y-3 rounded-lg border px-4 py-3 text-sm", box, className)}
    >
      <Icon className={cn("mt-0.5 size-4.5 shrink-0", text)} aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-56">
        <p className={cn("font-medium", text)}>{title}</p>
        {children ? <div className="mt-0.5 text-ink">{children}</div> : null}
      </div>
      {action ? <div className="flex flex-wrap items-center gap-2">{action}</div> : null}
    </div>
  );
}
