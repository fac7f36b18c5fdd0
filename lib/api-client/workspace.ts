import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { UsageSummaryDto } from "@/lib/contracts/usage";
import type { ItemDto } from "@/lib/contracts/workspace";
import { tenantKey } from "./keys";
import type { Page } from "./pages";
import { callApi } from "./request";

export type ItemResource = ItemDto["resource"];

/** How many items the list reads at a time. */
export const ITEMS_PER_PAGE = 50;

export const usageKey = (tenantId: string) => [...tenantKey(tenantId), "usage"] as const;
export const itemsKey = (tenantId: string, resource: ItemResource, archived: boolean) =>
  [...tenantKey(tenantId), "items", resource, archived] as const;

/** What is used of everything that the plan counts. */
export const usageQuery = (tenantId: string) =>
  queryOptions({
    queryKey: usageKey(tenantId),
    queryFn: ({ signal }) => callApi<UsageSummaryDto>(`/tenants/${tenantId}/subscription/usage`, { signal }),
  });

/** The tenant's items of a resource, newest first. */
export const itemsQuery = (tenantId: string, resource: ItemResource, archived: boolean) =>
  infiniteQueryOptions({
    queryKey: itemsKey(tenantId, resource, archived),
    queryFn: ({ signal, pageParam }) =>
      callApi<Page<ItemDto>>(`/tenants/${tenantId}/resources/${resource}`, {
        signal,
        query: { limit: ITEMS_PER_PAGE, archived: String(archived), cursor: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** Makes one more. */
export const createItem = (tenantId: string, resource: ItemResource, name: string) =>
  callApi<ItemDto>(`/tenants/${tenantId}/resources/${resource}`, { method: "POST", body: { name } });

/** Renames, archives or restores. */
export const changeItem = (
  tenantId: string,
  { id, resource }: Pick<ItemDto, "id" | "resource">,
  change: { name: string } | { archived: boolean },
) => callApi<ItemDto>(`/tenants/${tenantId}/resources/${resource}/${id}`, { method: "PATCH", body: change });

/** Deletes for good. */
export const deleteItem = (tenantId: string, { id, resource }: Pick<ItemDto, "id" | "resource">) =>
  callApi<void>(`/tenants/${tenantId}/resources/${resource}/${id}`, { method: "DELETE" });
