"use client";

import { useTranslations } from "use-intl/react";
import type { Difference } from "./compare-plans";

/** Says what one has after a change, in the words of the pricing page: "Unlimited credits", "10 locations". */
export function useDifferenceText(): (difference: Difference) => string {
  const t = useTranslations("plans");
  const losses = useTranslations("billing.losses");
  return (difference) => {
    switch (difference.kind) {
      case "credits":
        return difference.to === null ? t("unlimitedCredits") : t("creditsAmount", { count: difference.to });
      case "limit":
        return difference.to === null
          ? t(`unlimitedOf.${difference.resource}`)
          : t(`limitAmounts.${difference.resource}`, { count: difference.to });
      case "feature": {
        const feature = t(`features.${difference.feature}`);
        return difference.gained ? feature : losses("feature", { feature });
      }
    }
  };
}
