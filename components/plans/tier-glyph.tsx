import { cn } from "@/components/ui/cn";
import { TIERS, type Tier, tierRank } from "@/lib/plans/catalogue";

/** A tier as ruled lines: as many are inked, from the foot up, as the tier stands high. */
export function TierGlyph({ tier, className }: { tier: Tier; className?: string }) {
  return (
    <svg viewBox="0 0 28 22" aria-hidden="true" className={cn("h-5.5 w-7", className)}>
      {TIERS.map((line, index) => {
        const width = 28 - index * 5;
        return (
          <rect
            key={line}
            x="0"
            y={18 - index * 6}
            width={width}
            height="3"
            rx="1.5"
            className={index <= tierRank(tier) ? "fill-accent" : "fill-line-strong"}
          />
        );
      })}
    </svg>
  );
}
