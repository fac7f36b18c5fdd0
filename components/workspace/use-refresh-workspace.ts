import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { tenantKey } from "@/lib/api-client/keys";
import { usageKey } from "@/lib/api-client/workspace";

/** Reads lists and counts of the workspace again: one change moves several of them. */
export function useRefreshWorkspace(tenantId: string) {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: usageKey(tenantId) }),
        client.invalidateQueries({ queryKey: [...tenantKey(tenantId), "items"] }),
      ]),
    [client, tenantId],
  );
}
