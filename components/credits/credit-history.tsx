"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { creditEntriesQuery } from "@/lib/api-client/credits";
import { itemsOf } from "@/lib/api-client/pages";
import type { CreditEntryDto } from "@/lib/contracts/credits";
import { entryText } from "./entry-label";

/** Every credit that came and went; read when somebody asks for it. */
export function CreditHistory({ tenantId }: { tenantId: string }) {
  const t = useTranslations("credits.history");
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Entries tenantId={tenantId} />;
  return (
    <Button variant="ghost" size="sm" className="-ml-3" onClick={() => setOpen(true)}>
      {t("show")}
    </Button>
  );
}

function Entries({ tenantId }: { tenantId: string }) {
  const t = useTranslations("credits.history");
  const query = useInfiniteQuery(creditEntriesQuery(tenantId));
  const entries = itemsOf(query.data);
  if (query.isPending) return <Skeleton className="h-32 w-full" />;
  return (
    <section aria-labelledby="credit-history" className="w-full">
      <h3 id="credit-history" className="font-medium text-sm">
        {t("heading")}
      </h3>
      <p className="text-[0.8125rem] text-muted">{entries.length === 0 ? t("empty") : t("note")}</p>
      {query.isError ? <Alert tone="danger" title={t("failed")} className="mt-3" /> : null}
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          variant="secondary"
          size="sm"
          className="mt-3"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("more")}
        </Button>
      ) : null}
    </section>
  );
}

function EntryRow({ entry }: { entry: CreditEntryDto }) {
  const t = useTranslations("credits.history");
  const { day } = useFormat();
  const signed = new Intl.NumberFormat(useLocale(), { signDisplay: "exceptZero" });
  const { label, detail } = entryText(entry);
  const isFree = entry.delta === 0 && entry.quantity > 0;
  return (
    <li className="flex items-baseline justify-between gap-4 py-2.5 text-sm">
      <div className="min-w-0">
        <p className="font-medium">{t(`labels.${label}`)}</p>
        {detail ? <p className="truncate text-[0.8125rem] text-muted">{detail}</p> : null}
      </div>
      <div className="shrink-0 text-right">
        <p className="tabular font-medium">
          {isFree ? t("unlimitedUse", { count: entry.quantity }) : signed.format(entry.delta)}
        </p>
        <p className="text-[0.8125rem] text-muted">{day(entry.created_at)}</p>
      </div>
    </li>
  );
}
