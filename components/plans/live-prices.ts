"use client";

import { useSyncExternalStore } from "react";
import type { PlanDto } from "@/lib/contracts/plans";
import type { Currency, Interval, Tier } from "@/lib/plans/catalogue";

let plans: PlanDto[] | null = null;
let asked = false;
const listeners = new Set<() => void>();

async function ask(): Promise<PlanDto[] | null> {
  const response = await fetch("/api/v1/plans", { headers: { accept: "application/json" } });
  if (!response.ok) return null;
  const answer: { data: PlanDto[] } = await response.json();
  return answer.data;
}

function learn(answer: PlanDto[] | null): void {
  if (!answer) return;
  plans = answer;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!asked) {
    asked = true;
    // Without an answer the page keeps the prices it was built with; checkout always charges the database's.
    void ask().then(learn, () => learn(null));
  }
  return () => listeners.delete(listener);
}

/** The price on sale now, or the page's own while the catalogue has not answered (G23: the database decides). */
export function useLivePrice(tier: Tier, interval: Interval, currency: Currency, builtMinor: number): number {
  const current = useSyncExternalStore(
    subscribe,
    () => plans,
    () => null,
  );
  const plan = current?.find((candidate) => candidate.tier === tier);
  const price = plan?.prices.find((candidate) => candidate.interval === interval && candidate.currency === currency);
  return price?.amount_minor ?? builtMinor;
}
