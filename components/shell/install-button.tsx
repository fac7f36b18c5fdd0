"use client";

import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { menuEntry } from "./menu-entry";

/** Chromium's event; other browsers install through menus of their own and never send it. */
interface InstallPromptEvent extends Event {
  prompt: () => Promise<unknown>;
}

function isInstallPrompt(event: Event): event is InstallPromptEvent {
  return "prompt" in event && typeof event.prompt === "function";
}

/** Offers to install the app, where and when the browser allows it; otherwise it is not there. */
export function InstallButton({ label }: { label: string }) {
  const [offer, setOffer] = useState<InstallPromptEvent | null>(null);

  useEffect(() => {
    const keep = (event: Event) => {
      if (!isInstallPrompt(event)) return;
      event.preventDefault();
      setOffer(event);
    };
    const drop = () => setOffer(null);
    window.addEventListener("beforeinstallprompt", keep);
    window.addEventListener("appinstalled", drop);
    return () => {
      window.removeEventListener("beforeinstallprompt", keep);
      window.removeEventListener("appinstalled", drop);
    };
  }, []);

  if (!offer) return null;
  return (
    <button type="button" className={menuEntry} onClick={() => void offer.prompt().finally(() => setOffer(null))}>
      <Download aria-hidden="true" />
      {label}
    </button>
  );
}
