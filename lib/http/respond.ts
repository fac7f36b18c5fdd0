import { monotonicMs } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { problemResponse } from "./problem";

/** Path parameters as the mount gives them; Next gives none at all to a path without any. */
export interface RouteContext {
  params?: Promise<Record<string, string | string[] | undefined> | undefined>;
}

/** A Web-standard endpoint: nothing of Next is known below `app/`, so the same handler serves any mount. */
export type Handler = (request: Request, context: RouteContext) => Promise<Response>;

const REQUEST_ID = /^[\w-]{8,64}$/;

/** Runs one request: its id, its log line, its errors as problem documents. */
export async function respond(request: Request, run: (requestId: string) => Promise<Response>): Promise<Response> {
  const given = request.headers.get("x-request-id");
  const requestId = given && REQUEST_ID.test(given) ? given : newId<string>();
  const startedAt = monotonicMs();
  const response = await run(requestId).catch((error: unknown) => failed(error, requestId));
  response.headers.set("x-request-id", requestId);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  const { pathname } = new URL(request.url);
  const ms = Math.round(monotonicMs() - startedAt);
  logger().info({ requestId, method: request.method, path: pathname, status: response.status, ms }, "request");
  return response;
}

function failed(error: unknown, requestId: string): Response {
  if (error instanceof AppError) {
    // A refusal is the caller's matter; what kept us from answering is ours, and its cause is told nowhere else.
    if (error.status >= 500) logger().error({ requestId, err: error }, "request not answered");
    return problemResponse(error, requestId);
  }
  logger().error({ requestId, err: error }, "request failed");
  return problemResponse(new AppError("internal", "Something went wrong on our side. Try again."), requestId);
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers?: HeadersInit): Response {
  return Response.json(body, { status, headers });
}
