import { cn } from "@/components/ui/cn";

/** The mark: a T drawn as ruled lines, one tier below the other. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" className={cn("size-6", className)}>
      <rect x="1.5" y="2.5" width="21" height="3.4" rx="1.1" />
      <rect x="5" y="7.7" width="14" height="3.4" rx="1.1" />
      <rect x="8.5" y="12.9" width="7" height="3.4" rx="1.1" />
      <rect x="8.5" y="18.1" width="7" height="3.4" rx="1.1" className="text-accent" fill="currentColor" />
    </svg>
  );
}

/** Mark and name. */
export function Logo({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5 text-ink", className)}>
      <LogoMark />
      <span className="font-semibold text-[1.0625rem] tracking-[-0.025em]">{name}</span>
    </span>
  );
}
