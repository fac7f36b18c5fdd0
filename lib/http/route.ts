import { z } from "zod";
import type { Permission } from "@/lib/tenants/permissions";
import { readJson } from "./body";
import { answerIfChanged } from "./conditional";
import { invalidRequest } from "./problem";
import type { RateLimit } from "./rate-limit";
import { type Handler, json, type RouteContext, respond } from "./respond";

/** Who may call a route: everyone, any signed-in user, operators, or members whose role has the permission. */
export type Access = "public" | "user" | "operator" | Permission;

/** What a route says about itself and the wrappers act on; the API's description is made of it. */
export interface Spec<Body, Query> {
  /** One line for the API's description. */
  summary?: string;
  /** What a success answers, for the API's description and the contract tests. */
  answer?: z.ZodType;
  /** The status of a success where it is not 200. */
  status?: number;
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
  rateLimit?: RateLimit;
  /** The media type of a success that is not JSON. */
  produces?: string;
  /** Answers a GET with an ETag, and 304 to whoever has that answer already. */
  conditional?: boolean;
}

/** All that is known of a route without calling it. */
export interface RouteDescription extends Omit<Spec<unknown, unknown>, "body" | "query"> {
  access: Access;
  /** How callers prove who they are; null where nobody is asked. */
  by: "session" | "session or key" | null;
  body?: z.ZodType;
  query?: z.ZodType;
  /** Refused while the workspace is read-only. */
  product?: "write";
}

/** A handler that carries its rules, so that one test can walk all of them (G21) and the API describes itself. */
export type Route = Handler & { access: Access; description: RouteDescription };

/** What every handler is given. */
export interface Input<Body, Query> {
  request: Request;
  requestId: string;
  params: Record<string, string>;
  body: Body;
  query: Query;
}

export type Answer = Response | object;

/** A route of these rules; `run` does the whole of the work. */
export function makeRoute(
  description: RouteDescription,
  run: (request: Request, context: RouteContext, requestId: string) => Promise<Response>,
): Route {
  const handler: Handler = (request, context) =>
    respond(request, async (requestId) => {
      const response = await run(request, context, requestId);
      return description.conditional ? answerIfChanged(request, response, description.by === null) : response;
    });
  return Object.assign(handler, { access: description.access, description });
}

/** The handler's answer as a response, with the status that the route announces. */
export function toResponse(value: Answer, { status }: Pick<RouteDescription, "status">): Response {
  return value instanceof Response ? value : json(value, status);
}

/** Reads parameters, query and body against the route's contracts. */
export async function inputOf<B, Q>(
  spec: Spec<B, Q>,
  request: Request,
  context: RouteContext,
  requestId: string,
): Promise<Input<B, Q>> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries((await context.params) ?? {}))
    if (typeof value === "string") params[name] = value;
  const query = (spec.query ?? z.unknown()).safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) throw invalidRequest(query.error);
  const body = spec.body ? await readJson(request, spec.body) : undefined;
  // Without a schema the handler's type says `undefined`, which is what it gets.
  return { request, requestId, params, body: body as B, query: query.data as Q };
}
