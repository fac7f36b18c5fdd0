"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { Badge } from "@/components/ui/badge";
import { billingQuery } from "@/lib/api-client/billing";

/** The plan beside the workspace's name, live in every tab. */
export function PlanBadge({ tenantId }: { tenantId: string }) {
  const t = useTranslations("plans");
  const { data } = useQuery(billingQuery(tenantId));
  if (!data) return null;
  const isFree = data.access.tier === "free";
  return <Badge tone={isFree ? "neutral" : "accent"}>{t(`tiers.${data.access.tier}.name`)}</Badge>;
}
