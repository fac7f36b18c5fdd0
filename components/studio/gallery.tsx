"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Images } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Page } from "@/lib/api-client/pages";
import type { PosterDto } from "@/lib/contracts/studio";
import { PosterDialog } from "./poster-dialog";
import { PosterImage } from "./poster-image";

const GRID = "grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-4";

export interface GalleryProps {
  tenantId: string;
  posters: PosterDto[];
  query: UseInfiniteQueryResult<InfiniteData<Page<PosterDto>>>;
  /** A poster is on its way: its place is shown already. */
  isMaking: boolean;
  /** Puts a prompt into the form; null while nothing can be made. */
  onReuse: ((prompt: string) => void) | null;
}

/** All posters, newest first; one opens large. */
export function Gallery({ tenantId, posters, query, isMaking, onReuse }: GalleryProps) {
  const t = useTranslations("studio.gallery");
  const [openId, setOpenId] = useState<string | null>(null);
  const opened = posters.find(({ id }) => id === openId) ?? null;
  return (
    <section aria-labelledby="gallery-heading" className="mt-10">
      <h2 id="gallery-heading" className="pb-4 font-semibold text-base">
        {t("heading")}
      </h2>
      <p role="status" className="sr-only">
        {isMaking ? t("making") : ""}
      </p>
      {query.isError && posters.length === 0 ? <Alert tone="danger" title={t("failed")} /> : null}
      {query.isSuccess && posters.length === 0 && !isMaking ? (
        <EmptyState icon={Images} title={t("empty")} description={t("emptyBody")} />
      ) : null}
      <ul className={GRID}>
        {isMaking ? <PlaceToCome /> : null}
        {posters.map((poster) => (
          <PosterTile key={poster.id} poster={poster} onOpen={() => setOpenId(poster.id)} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className="flex justify-center pt-8">
          <Button variant="secondary" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
      <PosterDialog tenantId={tenantId} poster={opened} onClose={() => setOpenId(null)} onReuse={onReuse} />
    </section>
  );
}

function PlaceToCome() {
  const t = useTranslations("studio.gallery");
  return (
    <li>
      <Skeleton className="aspect-3/4 w-full rounded-lg" />
      <p className="mt-2 text-[0.8125rem] text-muted">{t("making")}</p>
    </li>
  );
}

function PosterTile({ poster, onOpen }: { poster: PosterDto; onOpen: () => void }) {
  const t = useTranslations("studio.gallery");
  return (
    <li className="min-w-0 animate-fade">
      <button
        type="button"
        onClick={onOpen}
        aria-label={t("open", { prompt: poster.prompt })}
        className="group block w-full rounded-lg text-left"
      >
        <PosterImage
          poster={poster}
          className="shadow-card transition-shadow duration-200 group-hover:shadow-pop group-focus-visible:shadow-pop"
        />
        <span className="mt-2 block truncate text-[0.8125rem] text-muted group-hover:text-ink">{poster.prompt}</span>
      </button>
    </li>
  );
}
