"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { forgetDevice } from "@/components/shell/forget-device";
import { callApi } from "./call-api";

interface SignOutButtonProps {
  label: string;
  /** Shown when the server can't be reached: the session is still open then. */
  failedLabel: string;
  className?: string;
}

/**
 * Ends the session, clears what this device kept, and replaces the document, so that neither the router's memory nor
 * the Back button has a private page left.
 */
export function SignOutButton({ label, failedLabel, className }: SignOutButtonProps) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const leave = async () => {
    setState("busy");
    const outcome = await callApi("POST", "/api/v1/auth/sign-out");
    if (!outcome.ok) return setState("failed");
    await forgetDevice().catch(() => undefined);
    window.location.replace("/sign-in?notice=signed-out");
  };
  return (
    <button type="button" disabled={state === "busy"} onClick={() => void leave()} className={className}>
      <LogOut aria-hidden="true" />
      <span aria-live="polite">{state === "failed" ? failedLabel : label}</span>
    </button>
  );
}
