"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Clock, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { tenantKey, timeMachineKey } from "@/lib/api-client/keys";
import { moveTime, swapCard, timeMachineQuery } from "@/lib/api-client/time-machine";
import type { MomentName, TimeMachineDto } from "@/lib/contracts/time-machine";
import { HappenedList } from "./happened-list";

const STEPS_IN_DAYS = [1, 7, 30];

/** A panel beside the page, local Stripe only: moves the workspace's time while the page shows what comes of it. */
export function TimeMachine({ tenantId }: { tenantId: string }) {
  const t = useTranslations("timeMachine");
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="fixed right-4 bottom-20 z-50 md:bottom-4">
      {isOpen ? (
        <Panel tenantId={tenantId} onClose={() => setOpen(false)} />
      ) : (
        <Button variant="secondary" size="sm" onClick={() => setOpen(true)}>
          <Clock aria-hidden="true" />
          {t("open")}
        </Button>
      )}
    </div>
  );
}

function Panel({ tenantId, onClose }: { tenantId: string; onClose: () => void }) {
  const t = useTranslations("timeMachine");
  const { data } = useQuery(timeMachineQuery(tenantId));
  return (
    <section
      aria-label={t("title")}
      className="flex max-h-[70dvh] w-[min(24rem,calc(100vw-2rem))] flex-col rounded-xl border border-line bg-surface shadow-pop"
    >
      <header className="flex items-start gap-3 border-line border-b px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-sm">{t("title")}</h2>
          <p className="text-muted text-xs">{t("lead")}</p>
        </div>
        <Button variant="ghost" size="icon-sm" aria-label={t("close")} onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
      </header>
      {data ? <Controls tenantId={tenantId} machine={data} /> : null}
      <div
        className="min-h-0 flex-1 overflow-y-auto border-line border-t px-4 py-3"
        role="log"
        aria-label={t("log")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        tabIndex={0}
      >
        <HappenedList entries={data?.log ?? []} />
      </div>
    </section>
  );
}

function Controls({ tenantId, machine }: { tenantId: string; machine: TimeMachineDto }) {
  const t = useTranslations("timeMachine");
  const { moment } = useFormat();
  const client = useQueryClient();
  const arrive = (after: TimeMachineDto) => {
    client.setQueryData(timeMachineKey(tenantId), after);
    void client.invalidateQueries({ queryKey: tenantKey(tenantId) });
  };
  const move = useMutation({
    mutationFn: (to: { moment: MomentName } | { days: number }) => moveTime(tenantId, to),
    onSuccess: arrive,
  });
  const card = useMutation({
    mutationFn: (wanted: "works" | "declines") => swapCard(tenantId, wanted),
    onSuccess: arrive,
  });
  const isBusy = move.isPending || card.isPending;
  return (
    <div className="grid gap-3 px-4 py-3" aria-busy={isBusy}>
      <p className="flex items-center gap-2 text-sm" data-testid="time-machine-now">
        {t("now", { at: moment(machine.now) })}
        <Badge>{machine.is_moved ? t("moved") : t("real")}</Badge>
      </p>
      {machine.can_move ? (
        <>
          <div className="flex flex-wrap gap-2">
            {machine.moments.map(({ name }) => (
              <Button
                key={name}
                variant="secondary"
                size="sm"
                disabled={isBusy}
                onClick={() => move.mutate({ moment: name })}
              >
                {t(`moments.${name}`)}
              </Button>
            ))}
            {STEPS_IN_DAYS.map((days) => (
              <Button key={days} variant="secondary" size="sm" disabled={isBusy} onClick={() => move.mutate({ days })}>
                {t("days", { days })}
              </Button>
            ))}
          </div>
          <div className="flex flex-wrap gap-2">
            <Button variant="secondary" size="sm" disabled={isBusy} onClick={() => card.mutate("declines")}>
              {t("cards.declines")}
            </Button>
            <Button variant="secondary" size="sm" disabled={isBusy} onClick={() => card.mutate("works")}>
              {t("cards.works")}
            </Button>
          </div>
        </>
      ) : (
        <p className="text-muted text-sm">{t("nobody")}</p>
      )}
    </div>
  );
}
