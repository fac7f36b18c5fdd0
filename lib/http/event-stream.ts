import { logger } from "@/lib/logger";

const HEARTBEAT_MS = 20_000;
const RETRY_MS = 2_000;

export interface StreamControls {
  send(event: string, data: unknown): void;
  /** Ends the stream; its reader comes back after `retryAfterMs`, or after the usual pause. */
  close(retryAfterMs?: number): void;
}

interface StreamSpec {
  /** Subscribes and answers how to stop, which runs when the reader goes or the stream is closed. */
  start(controls: StreamControls): Promise<() => void>;
  /** Asked at every heartbeat, since what was allowed at the start need not stay so. */
  stillAllowed(): Promise<boolean>;
}

const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
  // Ends the connection with the stream: kept open for five more seconds it would hold up a stopping server, and bring
  // the reader back to it.
  connection: "close",
};

/** A text/event-stream response. */
export function eventStream(request: Request, spec: StreamSpec): Response {
  const encoder = new TextEncoder();
  let finish: (isCancelled?: boolean) => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let isOpen = true;
      let stop: () => void = () => undefined;
      const write = (text: string) => {
        if (isOpen) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => {
        // Keeps proxies from closing a silent connection.
        write(": here\n\n");
        void checkAllowed(spec).then((isAllowed) => isAllowed || finish());
      }, HEARTBEAT_MS);
      const onAbort = () => finish();
      finish = (isCancelled = false) => {
        if (!isOpen) return;
        isOpen = false;
        clearInterval(heartbeat);
        request.signal.removeEventListener("abort", onAbort);
        stop();
        // A reader that went has closed it already.
        if (!isCancelled) controller.close();
      };
      request.signal.addEventListener("abort", onAbort);
      if (request.signal.aborted) return finish();
      write(`retry: ${RETRY_MS}\n\n`);
      try {
        stop = await spec.start({
          send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
          close: (retryAfterMs) => {
            if (retryAfterMs !== undefined) write(`retry: ${retryAfterMs}\n\n`);
            finish();
          },
        });
        if (!isOpen) stop();
      } catch (err) {
        // The answer is under way already: its end is what tells the reader to come back.
        logger().error({ err }, "event stream not started");
        finish();
      }
    },
    cancel: () => finish(true),
  });
  return new Response(body, { headers: HEADERS });
}

async function checkAllowed({ stillAllowed }: StreamSpec): Promise<boolean> {
  try {
    return await stillAllowed();
  } catch (err) {
    // Not to get an answer is not a no.
    logger().warn({ err }, "event stream not checked");
    return true;
  }
}
