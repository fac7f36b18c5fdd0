import { z } from "zod";
import { readSession, type SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { isId, type TenantId } from "@/lib/ids";
import { currentTenant } from "@/lib/tenants/current-tenant";
import { findMembership, type Membership } from "@/lib/tenants/find-membership";
import { type Permission, roleAllows } from "@/lib/tenants/permissions";
import { readJson } from "./body";
import { requireOwnOrigin } from "./origin";
import { invalidRequest } from "./problem";
import { clientAddress, limitOfAddress, type RateLimit, takeRate } from "./rate-limit";
import { type Handler, json, type RouteContext, respond } from "./respond";

/** Who may call a route: everyone, any signed-in user, operators, or members whose role has the permission. */
export type Access = "public" | "user" | "operator" | Permission;

/** A handler that carries its access rule, so that one test can walk all of them (G21). */
export type Route = Handler & { access: Access };

interface Spec<Body, Query> {
  /** One line for the API's description. */
  summary?: string;
  /** What a success answers, for the API's description and the contract tests. */
  answer?: z.ZodType;
  /** The status of a success where it is not 200. */
  status?: number;
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
  rateLimit?: RateLimit;
}

interface Input<Body, Query> {
  request: Request;
  requestId: string;
  params: Record<string, string>;
  body: Body;
  query: Query;
}

type Answer = Response | object;

async function inputOf<B, Q>(
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

const answer = (value: Answer) => (value instanceof Response ? value : json(value));

function route(
  access: Access,
  run: (request: Request, context: RouteContext, requestId: string) => Promise<Answer>,
): Route {
  const handler: Handler = (request, context) =>
    respond(request, async (requestId) => answer(await run(request, context, requestId)));
  return Object.assign(handler, { access });
}

async function takeAddressRate(limit: RateLimit, request: Request): Promise<void> {
  const address = clientAddress(request.headers);
  await takeRate(limitOfAddress(limit, address), address);
}

/** An endpoint for everyone; limited by address when asked. */
export function publicRoute<B = undefined, Q = unknown>(
  spec: Spec<B, Q>,
  handle: (input: Input<B, Q>) => Promise<Answer>,
): Route {
  return route("public", async (request, context, requestId) => {
    // A public change never acts on the cookie, but it may set one: sign-up from a foreign page is refused as well, and
    // first, so that a foreign page uses up none of its visitor's tries.
    requireOwnOrigin(request);
    if (spec.rateLimit) await takeAddressRate(spec.rateLimit, request);
    return handle(await inputOf(spec, request, context, requestId));
  });
}

async function requireSession(request: Request): Promise<SignedIn> {
  const session = await readSession(request.headers);
  if (!session) throw new AppError("unauthenticated", "Sign in to go on.");
  requireOwnOrigin(request);
  return session;
}

/** An endpoint for any signed-in user, about himself. */
export function userRoute<B = undefined, Q = unknown>(
  spec: Spec<B, Q>,
  handle: (input: Input<B, Q> & { actor: SignedIn }) => Promise<Answer>,
): Route {
  return route("user", async (request, context, requestId) => {
    const actor = await requireSession(request);
    if (spec.rateLimit) await takeRate(spec.rateLimit, actor.user.id);
    return handle({ ...(await inputOf(spec, request, context, requestId)), actor });
  });
}

/** An endpoint of the operator's console; everybody else is told that there is none. */
export function operatorRoute<B = undefined, Q = unknown>(
  spec: Spec<B, Q>,
  handle: (input: Input<B, Q> & { actor: SignedIn }) => Promise<Answer>,
): Route {
  return route("operator", async (request, context, requestId) => {
    const actor = await requireSession(request);
    if (!actor.user.isOperator) throw new AppError("not_found", "There is no such page.");
    return handle({ ...(await inputOf(spec, request, context, requestId)), actor });
  });
}

interface TenantSpec<B, Q> extends Spec<B, Q> {
  allow: Permission;
}

type TenantInput<B, Q> = Input<B, Q> & { actor: SignedIn; tenant: Membership["tenant"]; role: Membership["role"] };

async function findAddressed(actor: SignedIn, tenantId: string | undefined, request: Request) {
  if (tenantId === undefined) return currentTenant(actor.user.id, request.headers);
  return isId(tenantId) ? findMembership(database(), tenantId as TenantId, actor.user.id) : null;
}

async function requireMembership(actor: SignedIn, tenantId: string | undefined, request: Request): Promise<Membership> {
  const membership = await findAddressed(actor, tenantId, request);
  if (!membership) throw new AppError("not_found", "There is no such workspace.");
  return membership;
}

/**
 * An endpoint about a tenant: the one that the path names as `tenant_id`, or the current one for the short forms.
 * Strangers get 404, members without the permission 403.
 */
export function tenantRoute<B = undefined, Q = unknown>(
  spec: TenantSpec<B, Q>,
  handle: (input: TenantInput<B, Q>) => Promise<Answer>,
): Route {
  return route(spec.allow, async (request, context, requestId) => {
    const actor = await requireSession(request);
    const tenantId = (await context.params)?.tenant_id;
    const { tenant, role } = await requireMembership(actor, tenantId?.toString(), request);
    if (!roleAllows(role, spec.allow)) throw new AppError("forbidden", `This needs the permission ${spec.allow}.`);
    if (spec.rateLimit) await takeRate(spec.rateLimit, tenant.id);
    return handle({ ...(await inputOf(spec, request, context, requestId)), actor, tenant, role });
  });
}

/** An endpoint that authenticates by itself (webhooks, health). */
export function rawRoute(handle: (request: Request, requestId: string) => Promise<Response>): Route {
  return route("public", (request, _context, requestId) => handle(request, requestId));
}
