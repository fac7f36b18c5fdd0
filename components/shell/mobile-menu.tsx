import { Menu, X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { MenuPanel } from "./menu-panel";

/** The menu of narrow screens: the browser's own disclosure, so that it opens before any script runs. */
export function MobileMenu({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <details className={cn("group", className)}>
      <summary
        className={cn(
          buttonVariants({ variant: "ghost", size: "icon" }),
          "-mr-2 list-none [&::-webkit-details-marker]:hidden",
        )}
      >
        <span className="sr-only">{label}</span>
        <Menu className="size-5 group-open:hidden" aria-hidden="true" />
        <X className="hidden size-5 group-open:block" aria-hidden="true" />
      </summary>
      <MenuPanel className="absolute inset-x-0 top-full border-line border-b bg-canvas px-3 pt-2 pb-5 shadow-pop">
        {children}
      </MenuPanel>
    </details>
  );
}
