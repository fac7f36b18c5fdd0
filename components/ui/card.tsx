import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A bordered surface. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={cn("flex flex-col rounded-xl border border-line bg-surface shadow-card", className)}
      {...rest}
    />
  );
}

export interface CardHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** To the right of the title: a badge or a button. */
  action?: ReactNode;
  /** The heading's level in the page's outline. */
  level?: 2 | 3 | 4;
  id?: string;
  className?: string;
}

/** Title, description and action at the top of a card. */
export function CardHeader({ title, description, action, level = 2, id, className }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={cn("flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-5", className)}>
      <div className="min-w-0">
        <Heading id={id} className="font-semibold text-base">
          {title}
        </Heading>
        {description ? <p className="mt-0.5 text-muted text-sm">{description}</p> : null}
      </div>
      {action ? <div className="flex items-center gap-2">{action}</div> : null}
    </div>
  );
}

/** The card's content, padded. */
export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("flex-1 px-5 py-5", className)} {...rest} />;
}

/** A quieter strip at the card's foot, for totals and actions. */
export function CardFooter({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex flex-wrap items-center justify-between gap-3 rounded-b-xl border-line border-t bg-sunken px-5 py-3.5 text-sm",
        className,
      )}
      {...rest}
    />
  );
}
