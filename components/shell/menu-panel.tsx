"use client";

import { type MouseEvent, type ReactNode, useRef } from "react";

/** The open menu's surface: following a link closes it, also one to a place on the same page. */
export function MenuPanel({ className, children }: { className: string; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  const closeAfterLink = (event: MouseEvent) => {
    const isLink = event.target instanceof Element && event.target.closest("a") !== null;
    if (isLink) panel.current?.closest("details")?.removeAttribute("open");
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: it only listens to the links inside, which the keyboard presses as clicks.
    <div ref={panel} className={className} onClick={closeAfterLink}>
      {children}
    </div>
  );
}
