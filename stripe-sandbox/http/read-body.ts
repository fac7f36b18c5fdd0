import type { IncomingMessage } from "node:http";

const LIMIT_BYTES = 1024 * 1024;

/** The whole body as text; cut off at 1 MiB. */
export function readBody(request: IncomingMessage): Promise<string> {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return Promise.resolve("");
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LIMIT_BYTES) chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString("utf8")));
    request.on("error", reject);
  });
}

/** The value of a JSON text; undefined where it is malformed. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
