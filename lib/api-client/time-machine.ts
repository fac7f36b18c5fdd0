import { queryOptions } from "@tanstack/react-query";
import type { MomentName, TimeMachineDto } from "@/lib/contracts/time-machine";
import { timeMachineKey } from "./keys";
import { callApi } from "./request";

/** A workspace's time at the local Stripe. */
export const timeMachineQuery = (tenantId: string) =>
  queryOptions({
    queryKey: timeMachineKey(tenantId),
    queryFn: ({ signal }) => callApi<TimeMachineDto>(`/tenants/${tenantId}/time-machine`, { signal }),
  });

/** Moves a workspace's time. */
export const moveTime = (tenantId: string, to: { moment: MomentName } | { days: number }) =>
  callApi<TimeMachineDto>(`/tenants/${tenantId}/time-machine`, { method: "POST", body: to });

/** Makes a workspace's card fail, or work again. */
export const swapCard = (tenantId: string, card: "works" | "declines") =>
  callApi<TimeMachineDto>(`/tenants/${tenantId}/time-machine/card`, { method: "PUT", body: { card } });
