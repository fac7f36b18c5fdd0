import "@tanstack/react-query";
import type { ApiError } from "@/lib/api-client/request";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** Refusals that the page shows where they happened, so that no message at the foot repeats them. */
      shownInPlace?: ApiError["code"][];
    };
  }
}
