const NAME_MAX = 60;

/** A name for the downloaded poster: its prompt in plain small letters. */
export function posterFileName(prompt: string): string {
  const slug = prompt
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, NAME_MAX)
    .replace(/^-+|-+$/g, "");
  return `${slug || "poster"}.svg`;
}

/** The address of a poster's drawing for an `img`: there it can neither run scripts nor load anything. */
export function posterSource(svg: string): string {
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

/** Saves the poster as a file on the reader's device. */
export function downloadPoster(poster: { prompt: string; svg: string }): void {
  const url = URL.createObjectURL(new Blob([poster.svg], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = posterFileName(poster.prompt);
  link.click();
  // The download has begun by then; the memory is given back.
  URL.revokeObjectURL(url);
}
