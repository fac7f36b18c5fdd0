"use client";

import { ChevronsUpDown } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";

export interface UserMenuProps {
  name: string;
  email: string;
  /** Names the button for screen readers. */
  label: string;
  /** Links, theme choice and the sign-out control, as the layout wishes them. */
  children: ReactNode;
  /** Only the initial, for a narrow header. */
  compact?: boolean;
}

/** Who is signed in, and a panel with what belongs to him. Escape and a press outside close it. */
export function UserMenu({ name, email, label, children, compact = false }: UserMenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      trigger.current?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);

  return (
    <div ref={root} className="relative">
      <button
        ref={trigger}
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen(!open)}
        className={cn(
          "flex items-center gap-2.5 rounded-md text-left hover:bg-line/60",
          compact ? "p-1" : "w-full px-2 py-1.5",
        )}
      >
        <span
          className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-sm uppercase"
          aria-hidden="true"
        >
          {(name || email).slice(0, 1)}
        </span>
        <span className="sr-only">{label}</span>
        {compact ? null : (
          <>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium text-sm">{name || email}</span>
              <span className="block truncate text-muted text-xs">{email}</span>
            </span>
            <ChevronsUpDown className="size-4 text-muted" aria-hidden="true" />
          </>
        )}
      </button>
      <div
        id={panelId}
        hidden={!open}
        className={cn(
          "absolute z-50 w-64 animate-rise rounded-lg border border-line bg-raised p-1.5 shadow-pop",
          compact ? "top-full right-0 mt-2" : "bottom-full left-0 mb-2",
        )}
      >
        {compact ? <p className="truncate px-2.5 py-1.5 text-muted text-xs">{email}</p> : null}
        {children}
      </div>
    </div>
  );
}
