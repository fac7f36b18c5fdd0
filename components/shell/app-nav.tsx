"use client";

import { Boxes, Code, CreditCard, type LucideIcon, Sparkles, UserRound, UsersRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

/** The signed-in area's places. */
export type Place = "studio" | "workspace" | "billing" | "team" | "developers" | "account";

const PLACES: { place: Place; href: string; icon: LucideIcon }[] = [
  { place: "studio", href: "/studio", icon: Sparkles },
  { place: "workspace", href: "/workspace", icon: Boxes },
  { place: "billing", href: "/billing", icon: CreditCard },
  { place: "team", href: "/team", icon: UsersRound },
  { place: "developers", href: "/developers", icon: Code },
  { place: "account", href: "/account", icon: UserRound },
];

export interface AppNavProps {
  label: string;
  labels: Record<Place, string>;
  /** A column beside the content, or a bar at the foot of a phone's screen. */
  form: "sidebar" | "bar";
}

function isAt(pathname: string, href: string): boolean {
  // On the server the path still carries the language: /en/billing.
  const bare = pathname.replace(/^\/[a-z]{2}(?=\/|$)/, "");
  return bare === href || bare.startsWith(`${href}/`);
}

/** Links to the places; the present one is marked for eyes and ears. */
export function AppNav({ label, labels, form }: AppNavProps) {
  const pathname = usePathname();
  return (
    <nav aria-label={label}>
      <ul className={form === "bar" ? "flex justify-around" : "grid gap-0.5"}>
        {PLACES.map(({ place, href, icon: Icon }) => (
          <li key={place} className={form === "bar" ? "flex-1" : undefined}>
            <Link
              href={href}
              aria-current={isAt(pathname, href) ? "page" : undefined}
              className={cn(
                "flex items-center text-muted hover:text-ink aria-[current=page]:text-ink",
                form === "bar"
                  ? "flex-col gap-1 py-2.5 text-[0.6875rem] aria-[current=page]:text-accent-text"
                  : "gap-3 rounded-md px-2.5 py-2 font-medium text-sm hover:bg-line/60 aria-[current=page]:bg-line/70",
              )}
            >
              <Icon className={form === "bar" ? "size-5.5" : "size-4.5"} aria-hidden="true" />
              {labels[place]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
