"use client";

import { useViewer } from "@/components/shell/viewer";

/** "Start 14-day trial" under a plan's main button, for visitors without an account: the others find it on the upgrade page. */
export function TrialLink({ href, label, className }: { href: string; label: string; className: string }) {
  const viewer = useViewer();
  if (viewer.state === "signed-in") return null;
  return (
    <a href={href} className={className}>
      {label}
    </a>
  );
}
