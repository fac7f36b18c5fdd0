"use client";

import { useSyncExternalStore } from "react";
import { THEME_KEY } from "@/lib/security/theme-script";

type Theme = "light" | "dark" | "system";

const ORDER: Theme[] = ["light", "dark", "system"];
const listeners = new Set<() => void>();

function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // Storage may be closed to the page (private modes); the choice then lasts until the next load.
  try {
    if (theme === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } finally {
    for (const listener of listeners) listener();
  }
}

export interface ThemeToggleProps {
  labels: { label: string } & Record<Theme, string>;
}

const ICONS: Record<Theme, string> = {
  light:
    "M8 4.75a3.25 3.25 0 1 0 0 6.5 3.25 3.25 0 0 0 0-6.5ZM8 1v1.25M8 13.75V15M3.05 3.05l.9.9M12.05 12.05l.9.9M1 8h1.25M13.75 8H15M3.05 12.95l.9-.9M12.05 3.95l.9-.9",
  dark: "M13.75 9.6A6 6 0 0 1 6.4 2.25a6 6 0 1 0 7.35 7.35Z",
  system: "M2.25 2.75h11.5v8H2.25zM5.5 13.75h5M8 10.75v3",
};

/** Light, dark or as the system, as three small choices. Remembered on this device. */
export function ThemeToggle({ labels }: ThemeToggleProps) {
  const theme = useSyncExternalStore<Theme | null>(subscribe, readTheme, () => null);
  return (
    <fieldset className="inline-flex rounded-full border border-line bg-surface p-0.5">
      <legend className="sr-only">{labels.label}</legend>
      {ORDER.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={theme === choice}
          title={labels[choice]}
          onClick={() => chooseTheme(choice)}
          className="grid size-7 place-items-center rounded-full text-muted hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink"
        >
          <span className="sr-only">{labels[choice]}</span>
          <svg
            viewBox="0 0 16 16"
            className="size-4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            <path d={ICONS[choice]} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
