import { infiniteQueryOptions } from "@tanstack/react-query";
import type { PosterDto } from "@/lib/contracts/studio";
import type { CreditsDto } from "@/lib/contracts/subscription";
import { postersKey } from "./keys";
import type { Page } from "./pages";
import { callApi } from "./request";

/** How many posters the gallery reads at a time. */
export const POSTERS_PER_PAGE = 24;

/** The tenant's posters, newest first. */
export const postersQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: postersKey(tenantId),
    queryFn: ({ signal, pageParam }) =>
      callApi<Page<PosterDto>>(`/tenants/${tenantId}/posters`, {
        signal,
        query: { limit: POSTERS_PER_PAGE, cursor: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export interface PosterRequest {
  prompt: string;
  /** Minted once per press of the button, so that a retry never spends a second credit. */
  requestId: string;
}

/** Spends a credit on a poster. */
export const createPoster = (tenantId: string, { prompt, requestId }: PosterRequest) =>
  callApi<{ poster: PosterDto; credits: CreditsDto }>(`/tenants/${tenantId}/posters`, {
    method: "POST",
    body: { prompt, request_id: requestId },
  });

/** Removes a poster for good; its credit stays spent. */
export const deletePoster = (tenantId: string, posterId: string) =>
  callApi<void>(`/tenants/${tenantId}/posters/${posterId}`, { method: "DELETE" });
