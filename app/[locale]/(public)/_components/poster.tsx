import { cn } from "@/components/ui/cn";
import { posterAddress, type SamplePoster } from "./sample-posters";

/** One sample poster as an image. */
export function Poster({
  poster,
  alt,
  eager = false,
  className,
}: {
  poster: SamplePoster;
  alt: string;
  /** For those above the fold. */
  eager?: boolean;
  className?: string;
}) {
  return (
    // biome-ignore lint/performance/noImgElement: a drawing of two kilobytes gains nothing from an image optimiser.
    <img
      src={posterAddress(poster)}
      alt={alt}
      width={600}
      height={800}
      loading={eager ? "eager" : "lazy"}
      // Else React announces it to every page that prefetches this one, and browsers complain of the waste.
      fetchPriority="low"
      decoding="async"
      className={cn("aspect-3/4 w-full rounded-md border border-ink/8 bg-sunken object-cover", className)}
    />
  );
}
