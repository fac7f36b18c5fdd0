import type { SessionId } from "@/lib/ids";

/** Ends a stream; its reader comes back after `retryAfterMs`, or after the usual pause. */
type Close = (retryAfterMs?: number) => void;

interface Streams {
  bySession: Map<SessionId, Set<Close>>;
  isStopping: boolean;
}

const MOST_PER_SESSION = 10;
// The readers above the limit take turns, and slowly: at once they would push each other out without end.
const PUSHED_OUT_RETRY_MS = 60_000;

// On globalThis: Next bundles routes apart from the process's start.
const holder = globalThis as { tierlineStreams?: Streams };

function streams(): Streams {
  holder.tierlineStreams ??= { bySession: new Map(), isStopping: false };
  return holder.tierlineStreams;
}

/**
 * Enters a session's open stream, so that it is ended when the process stops, and when the session opens more than ten
 * at one process: the oldest goes. Answers how to take it out.
 */
export function enterStream(sessionId: SessionId, close: Close): () => void {
  const { bySession, isStopping } = streams();
  if (isStopping) {
    close();
    return () => undefined;
  }
  const own = bySession.get(sessionId) ?? new Set();
  bySession.set(sessionId, own.add(close));
  const leave = () => {
    own.delete(close);
    if (own.size === 0 && bySession.get(sessionId) === own) bySession.delete(sessionId);
  };
  const [oldest] = own;
  if (own.size > MOST_PER_SESSION && oldest) {
    own.delete(oldest);
    oldest(PUSHED_OUT_RETRY_MS);
  }
  return leave;
}

/** Ends every open stream and those still to come: a stopping server waits for all that it answers. */
export function closeStreams(): void {
  const shared = streams();
  shared.isStopping = true;
  for (const own of [...shared.bySession.values()]) for (const close of [...own]) close();
}
