"use client";

import { useTranslations } from "use-intl/react";
import { useExternalVisit } from "@/components/billing/use-external-visit";
import { useFormat } from "@/components/billing/use-format";
import { Button } from "@/components/ui/button";
import { openPackCheckout } from "@/lib/api-client/checkout";
import type { Currency } from "@/lib/plans/catalogue";
import { CREDIT_PACKS, type CreditPack } from "@/lib/plans/credit-packs";

export interface PackChoiceProps {
  tenantId: string;
  currency: Currency;
  /** Where the payment page leads back to: a path of ours. */
  returnTo: string;
}

/** The credit packs, each one press away from its payment page. */
export function PackChoice(props: PackChoiceProps) {
  const t = useTranslations("credits.packs");
  return (
    <div className="grid gap-2.5" data-testid="credit-packs">
      <div>
        <h3 className="font-medium text-sm">{t("heading")}</h3>
        <p className="text-[0.8125rem] text-muted">{t("note")}</p>
      </div>
      <ul className="flex flex-wrap gap-2">
        {CREDIT_PACKS.map((pack) => (
          <li key={pack.key}>
            <PackButton pack={pack} {...props} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PackButton({ pack, tenantId, currency, returnTo }: PackChoiceProps & { pack: CreditPack }) {
  const t = useTranslations("credits.packs");
  const { price } = useFormat();
  const { visit, isLeaving } = useExternalVisit(() => openPackCheckout(tenantId, pack.key, currency, returnTo));
  const amount = price(pack.amountMinor, currency);
  return (
    <Button
      variant="secondary"
      loading={isLeaving}
      onClick={visit}
      aria-label={t("buy", { count: pack.credits, price: amount })}
    >
      {t("option", { count: pack.credits })}
      <span className="tabular text-muted">{amount}</span>
    </Button>
  );
}
