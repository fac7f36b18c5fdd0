import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { API } from "./api";
import { handleControl } from "./control/handler";
import { DeliveryQueue } from "./events/delivery";
import { handleApi } from "./http/api-handler";
import type { Endpoint } from "./http/endpoint";
import type { PageRoute } from "./http/page-route";
import { parseJson, readBody } from "./http/read-body";
import { Router } from "./http/router";
import { pageRoutes } from "./pages/routes";
import { Scheduler } from "./scheduler";
import { Journal, replay } from "./store/journal";
import { createWorld, type World } from "./world";

/** How a sandbox is started. */
export type SandboxOptions = {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** Where the state is kept over restarts; in memory only when left out. */
  dataFile?: string;
  /** The address under which browsers reach the hosted pages. */
  publicUrl?: string;
  /** Waits between the attempts of a webhook delivery. */
  webhookBackoffMs?: readonly number[];
};

/** A running sandbox. */
export type Sandbox = { url: string; world: World; close: () => Promise<void> };

const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, Stripe-Version, Idempotency-Key",
  "Access-Control-Expose-Headers": "Request-Id, Stripe-Should-Retry",
  "Access-Control-Max-Age": "600",
};

/** Starts a sandbox; the returned address is where the API listens. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1";
  const world = createWorld({ publicUrl: options.publicUrl ?? "" });
  if (options.dataFile) {
    replay(world, options.dataFile);
    world.journal = new Journal(options.dataFile);
    world.journal.compact(world);
  }
  const deliveries = new DeliveryQueue(world, options.webhookBackoffMs);
  world.deliveries = deliveries;
  const scheduler = new Scheduler(world);
  world.onCommit = (account) => scheduler.replan(account);
  const apiRouter = new Router(API);
  const pageRouter = new Router<PageRoute>(pageRoutes);
  const server = createServer((request, response) => {
    handle(world, apiRouter, pageRouter, request, response).catch((error: unknown) => fail(response, error));
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  const url = `http://${host}:${port}`;
  if (world.publicUrl === "") world.publicUrl = url;
  scheduler.start();
  for (const account of world.accounts.values()) deliveries.start(account);
  return {
    url,
    world,
    close: async () => {
      scheduler.stop();
      await deliveries.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      world.journal?.close(world);
      world.journal = null;
    },
  };
}

async function handle(
  world: World,
  apiRouter: Router<Endpoint>,
  pageRouter: Router<PageRoute>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? "" : target.slice(mark + 1);
  const method = request.method ?? "GET";
  const body = await readBody(request);
  if (path.startsWith("/v1/") || path.startsWith("/v2/")) {
    if (method === "OPTIONS") {
      response.writeHead(204, CORS).end();
      return;
    }
    const answer = await handleApi(world, apiRouter, { method, path, query, headers: request.headers, body });
    response.writeHead(answer.status, { ...CORS, ...answer.headers }).end(answer.body);
    return;
  }
  if (path.startsWith("/_sandbox/")) {
    const answer = await handleControl(world, {
      method,
      path,
      query: new URLSearchParams(query),
      headers: request.headers,
      body,
    });
    response
      .writeHead(answer.status, { ...CORS, "Content-Type": "application/json" })
      .end(JSON.stringify(answer.body, null, 2));
    return;
  }
  if (path === "/favicon.ico") {
    response.writeHead(204, { "Cache-Control": "max-age=86400" }).end();
    return;
  }
  const match = pageRouter.match(method, path);
  if (!match) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found");
    return;
  }
  const fields = flatBody(request, body);
  if (fields === null) {
    response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8" }).end("The body is not valid JSON.");
    return;
  }
  await match.route.handler({
    world,
    params: match.path,
    query: new URLSearchParams(query),
    body: fields,
    request,
    response,
  });
}

/** The fields of a page's form or JSON; null where the JSON is malformed. */
function flatBody(request: IncomingMessage, body: string): Record<string, string> | null {
  if (body === "") return {};
  if (!(request.headers["content-type"] ?? "").includes("json")) return Object.fromEntries(new URLSearchParams(body));
  const parsed = parseJson(body);
  if (parsed === undefined) return null;
  if (typeof parsed !== "object" || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function fail(response: ServerResponse, error: unknown): void {
  process.stderr.write(
    `${JSON.stringify({ msg: "request failed", error: error instanceof Error ? error.stack : String(error) })}\n`,
  );
  if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
  response.end("stripe-sandbox failed on this request");
}
