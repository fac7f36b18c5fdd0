import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Classes of a badge, for elements that cannot be a `Badge`. */
export const badgeVariants = cva(
  "inline-flex h-5.5 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs [&_svg]:size-3.5",
  {
    variants: {
      tone: {
        neutral: "border border-line-strong bg-sunken text-muted",
        accent: "bg-accent-soft text-accent-text",
        solid: "bg-solid text-on-solid",
        success: "bg-accent-soft text-accent-text",
        warning: "bg-warning-soft text-warning-text",
        danger: "bg-danger-soft text-danger-text",
        info: "bg-info-soft text-info-text",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** A short state in a pill; the words carry the meaning, the colour only helps. */
export function Badge({ tone, className, ...rest }: ComponentProps<"span"> & { tone?: BadgeTone }) {
  return <span className={cn(badgeVariants({ tone }), className)} {...rest} />;
}
