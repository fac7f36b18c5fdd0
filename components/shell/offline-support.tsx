"use client";

import { useEffect, useState } from "react";

export interface OfflineSupportProps {
  labels: { title: string; action: string };
}

/** Registers the worker (production builds only) and offers to reload when a newer one waits. */
export function OfflineSupport({ labels }: OfflineSupportProps) {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);

  useEffect(() => {
    // biome-ignore lint/style/noProcessEnv: replaced by a constant at build time.
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    const watch = (registration: ServiceWorkerRegistration) => {
      const offer = () => {
        // A first installation has no older version on screen, hence nothing to reload.
        if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting);
      };
      offer();
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", offer);
      });
    };
    // Where the browser refuses the worker, the pages work the same, only not offline.
    const proceedWithout = () => setWaiting(null);
    void navigator.serviceWorker.register("/sw.js", { scope: "/" }).then(watch, proceedWithout);
  }, []);

  if (!waiting) return null;
  const reload = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), { once: true });
    waiting.postMessage("activate");
  };
  return (
    <div
      role="status"
      className="fixed inset-x-4 bottom-24 z-50 mx-auto flex max-w-sm items-center justify-between gap-4 rounded-lg border border-line bg-raised px-4 py-3 text-sm shadow-pop md:bottom-6"
    >
      <span>{labels.title}</span>
      <button type="button" onClick={reload} className="font-medium text-accent-text underline underline-offset-4">
        {labels.action}
      </button>
    </div>
  );
}
