"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";

export interface ExternalVisit {
  visit: () => void;
  /** From the press until the other page is there; no second press in between opens a second one. */
  isLeaving: boolean;
}

/** Asks the API for an address at Stripe and goes there in this tab. */
export function useExternalVisit(open: () => Promise<{ url: string }>): ExternalVisit {
  const { mutate, reset, isPending, isSuccess } = useMutation({
    mutationFn: open,
    onSuccess: ({ url }) => window.location.assign(url),
  });

  useEffect(() => {
    // The Back button may bring this very page back out of memory, still busy.
    const comeBack = (event: PageTransitionEvent) => {
      if (event.persisted) reset();
    };
    window.addEventListener("pageshow", comeBack);
    return () => window.removeEventListener("pageshow", comeBack);
  }, [reset]);

  return { visit: () => mutate(), isLeaving: isPending || isSuccess };
}
