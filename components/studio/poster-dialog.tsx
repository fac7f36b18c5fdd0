"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { postersKey } from "@/lib/api-client/keys";
import { type PagedData, withoutItem } from "@/lib/api-client/pages";
import { deletePoster } from "@/lib/api-client/studio";
import type { PosterDto } from "@/lib/contracts/studio";
import { downloadPoster } from "./poster-file";
import { PosterImage } from "./poster-image";

export interface PosterDialogProps {
  tenantId: string;
  poster: PosterDto | null;
  onClose: () => void;
  onReuse: ((prompt: string) => void) | null;
}

/** One poster, large, with what can be done with it. */
export function PosterDialog({ poster, ...props }: PosterDialogProps) {
  return poster ? <OpenPoster key={poster.id} poster={poster} {...props} /> : null;
}

function OpenPoster({ tenantId, poster, onClose, onReuse }: PosterDialogProps & { poster: PosterDto }) {
  const t = useTranslations("studio.poster");
  const common = useTranslations("common.actions");
  const { day } = useFormat();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: () => deletePoster(tenantId, poster.id),
    onSuccess: () => {
      onClose();
      client.setQueryData<PagedData<PosterDto>>(postersKey(tenantId), (data) => data && withoutItem(data, poster.id));
      toast.success(t("deleted"));
    },
  });
  const reuse = () => {
    onClose();
    onReuse?.(poster.prompt);
  };
  const actions = (
    <>
      <Button variant="ghost" className="text-danger-text sm:mr-auto" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
        {t("delete")}
      </Button>
      {onReuse ? (
        <Button variant="secondary" onClick={reuse}>
          <RotateCcw aria-hidden="true" />
          {t("again")}
        </Button>
      ) : null}
      <Button onClick={() => downloadPoster(poster)}>
        <Download aria-hidden="true" />
        {t("download")}
      </Button>
    </>
  );
  const question = (
    <>
      <p role="alert" className="text-sm sm:mr-auto">
        <span className="block font-medium">{t("deleteTitle")}</span>
        <span className="text-muted">{t("deleteBody")}</span>
      </p>
      <Button variant="secondary" disabled={isPending} onClick={() => setAsking(false)}>
        {t("deleteKeep")}
      </Button>
      <Button variant="danger" loading={isPending} onClick={() => mutate()}>
        {t("deleteConfirm")}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      locked={isPending}
      size="lg"
      title={poster.prompt}
      description={t("made", { date: day(poster.created_at) })}
      closeLabel={common("close")}
      footer={isAsking ? question : actions}
    >
      <PosterImage poster={poster} className="mx-auto max-h-[62dvh] w-auto max-w-full" />
    </Dialog>
  );
}
