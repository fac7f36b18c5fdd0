"use client";

import { Toaster as SonnerToaster } from "sonner";

/**
 * Mount once in a layout; messages stack at the foot and are announced politely. Pages say what happened with
 * `toast.success(...)` of sonner.
 */
export function Toaster({ label }: { label: string }) {
  return (
    <SonnerToaster
      containerAriaLabel={label}
      position="bottom-right"
      mobileOffset={{ bottom: "5.5rem" }}
      toastOptions={{
        classNames: {
          toast: "!rounded-lg !border !border-line !bg-raised !text-ink !shadow-pop !font-sans",
          description: "!text-muted",
          actionButton: "!bg-accent !text-on-accent",
          success: "[&_[data-icon]]:!text-accent",
          error: "[&_[data-icon]]:!text-danger",
        },
      }}
    />
  );
}
