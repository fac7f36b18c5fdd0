import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** Hands what the server has read to react-query, so that the page starts complete and is live from then on. */
export function Hydrate({ seed, children }: { seed: (client: QueryClient) => void; children: ReactNode }) {
  const client = new QueryClient();
  seed(client);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
