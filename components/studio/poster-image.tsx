"use client";

import { useTranslations } from "use-intl/react";
import { cn } from "@/components/ui/cn";
import type { PosterDto } from "@/lib/contracts/studio";
import { posterSource } from "./poster-file";

/** A poster's drawing, at the width of its place. */
export function PosterImage({ poster, className }: { poster: PosterDto; className?: string }) {
  const t = useTranslations("studio.poster");
  return (
    // biome-ignore lint/performance/noImgElement: the drawing is in the page already; there is nothing to optimise.
    <img
      src={posterSource(poster.svg)}
      alt={t("alt", { prompt: poster.prompt })}
      width={600}
      height={800}
      className={cn("aspect-3/4 h-auto w-full rounded-lg bg-sunken object-cover", className)}
    />
  );
}
