const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
// Events of one change arrive together; one refetch serves them all.
const GATHER_MS = 40;

/**
 * Calls back whenever anything of the tenant has changed, and whenever it begins to listen: what changed between the
 * rendering of the page and that moment, or while the stream was gone, was told to nobody.
 * The stream is closed while nobody sees the tab: browsers allow six connections per host over HTTP/1.1, so a stream in
 * each hidden tab would starve the visible one. Returns the function that ends it all.
 */
export function followTenant(tenantId: string, onChange: () => void): () => void {
  let source: EventSource | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const announce = () => {
    gatherTimer ??= setTimeout(() => {
      gatherTimer = undefined;
      onChange();
    }, GATHER_MS);
  };

  const close = () => {
    clearTimeout(retryTimer);
    if (!source) return;
    source.close();
    source = null;
  };

  const open = () => {
    if (source || document.visibilityState === "hidden") return;
    const stream = new EventSource(`/api/v1/tenants/${tenantId}/events`);
    source = stream;
    // Not at "open": the server's headers are here before it listens itself.
    stream.addEventListener("ready", () => {
      failures = 0;
      announce();
    });
    stream.addEventListener("change", announce);
    stream.addEventListener("error", () => {
      // While it is connecting the browser retries by itself; after a refusal it has given up and we have not.
      if (stream.readyState !== EventSource.CLOSED || source !== stream) return;
      source = null;
      failures += 1;
      retryTimer = setTimeout(open, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)));
    });
  };

  const followVisibility = () => (document.visibilityState === "hidden" ? close() : open());

  open();
  document.addEventListener("visibilitychange", followVisibility);
  // A page in the back/forward cache must not hold its connection, and shows old data when it comes back.
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);

  return () => {
    document.removeEventListener("visibilitychange", followVisibility);
    window.removeEventListener("pagehide", close);
    window.removeEventListener("pageshow", open);
    clearTimeout(gatherTimer);
    close();
  };
}
