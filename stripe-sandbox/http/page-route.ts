import type { IncomingMessage, ServerResponse } from "node:http";
import type { World } from "../world";

/** What a hosted page's handler receives: the world, the matched path parameters and the parsed request. */
export type PageContext = {
  world: World;
  /** Values of `:name` segments of the pattern. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** Parsed form or JSON body; empty for GET. Nested keys (`a[b]`) stay flat here. */
  body: Record<string, string>;
  request: IncomingMessage;
  response: ServerResponse;
};

/** A page or script served outside `/v1`: method, path pattern (`/pay/:id`) and the handler that writes the response. */
export type PageRoute = {
  method: "GET" | "POST" | "OPTIONS";
  pattern: string;
  handler: (context: PageContext) => void | Promise<void>;
};
