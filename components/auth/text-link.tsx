import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/**
 * A link inside a sentence of the account pages. A plain anchor: each of these pages is a document of its own, since
 * what it shows depends on who is signed in.
 */
export function TextLink({ className, children, ...rest }: ComponentProps<"a">) {
  const look = "text-accent-text underline decoration-accent/40 underline-offset-4 hover:decoration-accent";
  return (
    <a className={cn(look, className)} {...rest}>
      {children}
    </a>
  );
}
