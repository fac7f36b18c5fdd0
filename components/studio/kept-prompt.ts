"use client";

import { useCallback, useEffect, useState } from "react";

// Signing out clears the tab's storage, so nobody finds another person's words (G25).
const KEY = "tierline-studio-prompt";

/**
 * The prompt being written, kept in this tab while its writer goes off to upgrade and comes back. Storage may be
 * forbidden by the browser; the prompt then lives as long as the page.
 */
export function useKeptPrompt(): [string, (prompt: string) => void] {
  const [prompt, setPrompt] = useState("");

  // After hydration only: the server knows nothing of the tab's storage.
  useEffect(() => setPrompt((typed) => typed || read()), []);

  const change = useCallback((next: string) => {
    setPrompt(next);
    write(next);
  }, []);

  return [prompt, change];
}

function read(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function write(prompt: string): void {
  try {
    if (prompt) sessionStorage.setItem(KEY, prompt);
    else sessionStorage.removeItem(KEY);
  } catch {
    return;
  }
}
