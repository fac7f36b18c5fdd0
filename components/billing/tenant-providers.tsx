"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Toaster } from "@/components/ui/toast";
import { tenantKey } from "@/lib/api-client/keys";
import { followTenant } from "@/lib/api-client/live-updates";
import { ApiError } from "@/lib/api-client/request";

// What changes elsewhere is announced by the event stream; this only bounds what a lost stream may hide.
const FRESH_MS = 30_000;
const QUERY_RETRIES = 2;

const isTransient = (error: unknown) => error instanceof ApiError && error.isTransient;

function signInWhenSignedOut(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401) return;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

function createClient(describe: (error: unknown) => string): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: signInWhenSignedOut }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        signInWhenSignedOut(error);
        const isShownInPlace = error instanceof ApiError && mutation.meta?.shownInPlace?.includes(error.code);
        if (!isShownInPlace) toast.error(describe(error));
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < QUERY_RETRIES && isTransient(error),
      },
      // Without a network a press must answer at once instead of waiting in silence for it to come back.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Everything that the signed-in pages share in the browser: react-query, its live updates, and messages at the foot. */
export function TenantProviders({ tenantId, children }: { tenantId: string; children: ReactNode }) {
  const t = useTranslations("billing");
  const [client] = useState(() =>
    createClient((error) => {
      if (!(error instanceof ApiError)) return t("errors.unexpected");
      if (error.code === "unreachable") return t("errors.unreachable");
      return error.detail || t("errors.unexpected");
    }),
  );

  useEffect(
    () => followTenant(tenantId, () => void client.invalidateQueries({ queryKey: tenantKey(tenantId) })),
    [client, tenantId],
  );

  return (
    <QueryClientProvider client={client}>
      {children}
      <Toaster label={t("notices")} />
    </QueryClientProvider>
  );
}
