import { infiniteQueryOptions } from "@tanstack/react-query";
import type { CreditEntryDto } from "@/lib/contracts/credits";
import { tenantKey } from "./keys";
import type { Page } from "./pages";
import { callApi } from "./request";

const ENTRIES_PER_PAGE = 15;

/** The tenant's credit ledger, newest first. */
export const creditEntriesQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: [...tenantKey(tenantId), "credit-entries"],
    queryFn: ({ signal, pageParam }) =>
      callApi<Page<CreditEntryDto>>(`/tenants/${tenantId}/credits/entries`, {
        signal,
        query: { limit: ENTRIES_PER_PAGE, cursor: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
