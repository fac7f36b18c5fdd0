"use client";

import { useSyncExternalStore } from "react";
import type { MeDto } from "@/lib/contracts/me";
import { hintsAtSession } from "@/lib/security/session-hint";

/** Who looks at a public page: not known yet, nobody signed in, or a user with a tier. */
export type Viewer = { state: "unknown" } | { state: "anonymous" } | { state: "signed-in"; me: MeDto };

const UNKNOWN: Viewer = { state: "unknown" };
const ANONYMOUS: Viewer = { state: "anonymous" };

let viewer: Viewer = UNKNOWN;
let asked = false;
const listeners = new Set<() => void>();

async function ask(): Promise<Viewer> {
  if (!hintsAtSession(document.cookie)) return ANONYMOUS;
  const response = await fetch("/api/v1/me", { headers: { accept: "application/json" } });
  if (!response.ok) return ANONYMOUS;
  const me: MeDto = await response.json();
  return { state: "signed-in", me };
}

function learn(answer: Viewer): void {
  viewer = answer;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!asked) {
    asked = true;
    // The page is complete without the answer, so a network that fails reads as "nobody".
    void ask().then(learn, () => learn(ANONYMOUS));
  }
  return () => listeners.delete(listener);
}

/** Asks once per page load who is signed in; public pages are the same for everyone until then. */
export function useViewer(): Viewer {
  return useSyncExternalStore(
    subscribe,
    () => viewer,
    () => UNKNOWN,
  );
}
