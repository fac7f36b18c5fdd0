"use client";

import { useViewer } from "@/components/shell/viewer";
import { type Tier, tierRank } from "@/lib/plans/catalogue";

export interface PlanActionProps {
  tier: Tier;
  /** Where somebody who buys this plan goes. */
  href: string;
  labels: { start: string; upgrade: string; manage: string };
  className: string;
}

interface Action {
  href: string;
  label: string;
}

/** What the visitor can do about a plan, seen from the one he has. */
export function actionFor(
  viewerTier: Tier | null,
  { tier, href, labels }: Pick<PlanActionProps, "tier" | "href" | "labels">,
): Action {
  if (viewerTier === null) return { href, label: labels.start };
  // A running subscription can't change its plan yet: buying is for those on the lowest tier.
  const buys = tierRank(viewerTier) === 0 && tierRank(tier) > 0;
  return buys ? { href, label: labels.upgrade } : { href: "/billing", label: labels.manage };
}

/** A card's one call to action. It leaves the public pages by loading a document, see `HeaderAccount`. */
export function PlanAction({ tier, href, labels, className }: PlanActionProps) {
  const viewer = useViewer();
  const action = actionFor(viewer.state === "signed-in" ? viewer.me.tier : null, { tier, href, labels });
  return (
    <a href={action.href} className={className}>
      {action.label}
    </a>
  );
}

/** "Your plan", on the card of the plan that the visitor has. */
export function CurrentPlanMark({ tier, label, className }: { tier: Tier; label: string; className: string }) {
  const viewer = useViewer();
  if (viewer.state !== "signed-in" || viewer.me.tier !== tier) return null;
  return <span className={className}>{label}</span>;
}
