import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: ReactNode;
  /** Says what would stand here and how it gets here. */
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Stands where a list has nothing yet, and says what to do about it. */
export function EmptyState({ icon: Icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "grid content-center justify-items-center gap-1.5 rounded-xl border border-line-strong border-dashed px-6 py-12 text-center",
        className,
      )}
    >
      {Icon ? <Icon className="mb-2 size-6 text-muted" aria-hidden="true" /> : null}
      <p className="font-medium">{title}</p>
      {description ? <p className="max-w-md text-muted text-sm">{description}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
