"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { billingKey, postersKey } from "@/lib/api-client/keys";
import { type PagedData, withItem } from "@/lib/api-client/pages";
import { ApiError } from "@/lib/api-client/request";
import { createPoster, type PosterRequest } from "@/lib/api-client/studio";
import type { PosterDto } from "@/lib/contracts/studio";
import type { BillingStateDto } from "@/lib/contracts/subscription";

const RETRIES = 2;

export interface CreatePoster {
  create: (prompt: string) => void;
  isPending: boolean;
}

/** Makes a poster and puts it, and the credits that are left, on the screen. */
export function useCreatePoster(tenantId: string, onMade: () => void): CreatePoster {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (request: PosterRequest) => createPoster(tenantId, request),
    // Safe to repeat: the request's id makes the server spend one credit for all of them.
    retry: (failures, error) => failures < RETRIES && error instanceof ApiError && error.isTransient,
    meta: { shownInPlace: ["out_of_credits"] },
    onSuccess: ({ poster, credits }) => {
      client.setQueryData<PagedData<PosterDto>>(postersKey(tenantId), (data) => data && withItem(data, poster));
      client.setQueryData<BillingStateDto>(billingKey(tenantId), (state) => state && { ...state, credits });
      onMade();
    },
    // Whatever refused it, the state on this screen was not the server's.
    onError: () => client.invalidateQueries({ queryKey: billingKey(tenantId) }),
  });

  const create = useCallback((prompt: string) => mutate({ prompt, requestId: crypto.randomUUID() }), [mutate]);
  return { create, isPending };
}
