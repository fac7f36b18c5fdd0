/**
 * Runs a call of Stripe's during which the bank's question may stand over the page. A dialog of ours would pull the
 * focus back into itself at once: it is not told of focus that moves to a frame outside of it. (That such a frame takes
 * clicks is a rule in globals.css.)
 */
export async function withBankInFront<T>(run: () => Promise<T>): Promise<T> {
  window.addEventListener("focusin", hideFromDialogs, true);
  window.addEventListener("focusout", hideFromDialogs, true);
  try {
    return await run();
  } finally {
    window.removeEventListener("focusin", hideFromDialogs, true);
    window.removeEventListener("focusout", hideFromDialogs, true);
  }
}

function hideFromDialogs(event: FocusEvent): void {
  const target = event.type === "focusout" ? event.relatedTarget : event.target;
  const isForeign = target instanceof HTMLIFrameElement && !target.closest("[role=dialog]");
  // Leaving for a frame may also name nobody at all.
  if (isForeign || (event.type === "focusout" && target === null)) event.stopImmediatePropagation();
}
