import { localArtist } from "@/lib/studio/poster-art";
import { SAMPLE_POSTERS } from "../../[locale]/(public)/_components/sample-posters";

// Drawn once, while building, by the Studio's own artist; served as files.
export const dynamic = "force-static";
export const dynamicParams = false;

/** One file per sample. */
export function generateStaticParams() {
  return SAMPLE_POSTERS.map(({ file }) => ({ file }));
}

/** The landing page's sample posters. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const sample = SAMPLE_POSTERS.find((candidate) => candidate.file === file);
  if (!sample) return new Response(null, { status: 404 });
  return new Response(await localArtist.draw(sample.prompt, sample.seed), {
    headers: {
      "content-type": "image/svg+xml",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
