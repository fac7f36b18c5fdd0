import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export interface TableProps extends ComponentProps<"table"> {
  /** What the table lists; read by screen readers, and names the scrolling region. */
  caption: string;
  children: ReactNode;
}

/** A table that scrolls sideways inside its frame on narrow screens, reachable by keyboard. */
export function Table({ caption, className, children, ...rest }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus, or the keyboard cannot scroll it.
    <section aria-label={caption} tabIndex={0} className="relative w-full overflow-x-auto">
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...rest}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

/** The row of column titles. */
export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead className={cn("text-muted", className)} {...rest} />;
}

export function TableBody({ className, ...rest }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y divide-line", className)} {...rest} />;
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={className} {...rest} />;
}

/** A column's title; `numeric` sets it above right-aligned figures. */
export function TableHeading({ numeric, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        "whitespace-nowrap border-line border-b px-4 py-2.5 font-medium text-[0.8125rem] first:pl-5 last:pr-5",
        numeric && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

/** A cell; `numeric` aligns figures right, in tabular digits. */
export function TableCell({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={cn("px-4 py-3 align-middle first:pl-5 last:pr-5", numeric && "tabular text-right", className)}
      {...rest}
    />
  );
}
