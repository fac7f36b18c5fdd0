import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The grey shape of something that is being fetched; give it the size of what will stand there. */
export function Skeleton({ className, ...rest }: ComponentProps<"div">) {
  return <div aria-hidden="true" className={cn("animate-pulse-soft rounded-md bg-line", className)} {...rest} />;
}

const LINE_WIDTHS = ["w-full", "w-11/12", "w-4/5", "w-3/5"];

/** Up to four lines of text to come, ragged as text is. */
export function SkeletonText({ lines = 3, className }: { lines?: 1 | 2 | 3 | 4; className?: string }) {
  return (
    <div aria-hidden="true" className={cn("grid gap-2", className)}>
      {LINE_WIDTHS.slice(-lines).map((width) => (
        <Skeleton key={width} className={cn("h-3.5", width)} />
      ))}
    </div>
  );
}
