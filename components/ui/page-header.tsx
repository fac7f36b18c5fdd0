import type { ReactNode } from "react";
import { cn } from "./cn";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** The page's main actions, at the right on wide screens. */
  actions?: ReactNode;
  /** Beside the title: a badge. */
  badge?: ReactNode;
  className?: string;
}

/** The one h1 of a signed-in page. */
export function PageHeader({ title, description, actions, badge, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-wrap items-end justify-between gap-x-6 gap-y-4 pb-6", className)}>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="font-semibold text-2xl">{title}</h1>
          {badge}
        </div>
        {description ? <p className="mt-1 max-w-2xl text-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
