import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

// A handler gets a Web `Request`, which knows no connection, and Next fills X-Forwarded-For from the socket only when
// the client sent none: what stands there may be anybody's invention. Node announces each request before any listener
// sees it, so the connection's address is noted then, under a name that no client can guess.
// On globalThis, since Next's separate bundles evaluate this module more than once in a process.
const holder = globalThis as { tierlinePeerHeader?: string };

function isRequestStart(message: unknown): message is { request: IncomingMessage } {
  return typeof message === "object" && message !== null && "request" in message;
}

function notePeers(): string {
  const name = `x-peer-${randomUUID()}`;
  subscribe("http.server.request.start", (message) => {
    if (!isRequestStart(message)) return;
    const { headers, socket } = message.request;
    // An IPv4 address on a socket that takes both kinds comes as ::ffff:192.0.2.1.
    if (socket.remoteAddress) headers[name] = socket.remoteAddress.replace(/^::ffff:(?=\d+\.)/i, "");
  });
  return name;
}

holder.tierlinePeerHeader ??= notePeers();
const PEER_HEADER = holder.tierlinePeerHeader;

/** The address that the request's connection comes from; null when the request came over none (in a test). */
export function peerAddress(headers: Headers): string | null {
  return headers.get(PEER_HEADER);
}
