import type { InSession, SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { readEntitlement, requireWrites } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import { type Change, noteChange } from "@/lib/live/tenant-changes";
import type { Membership } from "@/lib/tenants/find-membership";
import type { Permission } from "@/lib/tenants/permissions";
import { answerOnce } from "./answer-once";
import { requireSession } from "./caller";
import { requireOwnOrigin } from "./origin";
import { clientAddress, limitOfAddress, type RateLimit, takeRate } from "./rate-limit";
import { type Answer, type Input, inputOf, makeRoute, type Route, type Spec, toResponse } from "./route";
import { requireTenantCaller, waysIn } from "./tenant-caller";

async function takeAddressRate(limit: RateLimit, request: Request): Promise<void> {
  const address = clientAddress(request.headers);
  await takeRate(limitOfAddress(limit, address), address);
}

const READS = new Set(["GET", "HEAD"]);

/** Drops at once what this process remembers of what it has changed itself; the others are told by the database. */
function noteWrite(request: Request, response: Response, change: Change): Response {
  if (!READS.has(request.method) && response.ok) noteChange(change);
  return response;
}

/** An endpoint for everyone; limited by address when asked. */
export function publicRoute<B = undefined, Q = unknown>(
  spec: Spec<B, Q>,
  handle: (input: Input<B, Q>) => Promise<Answer>,
): Route {
  return makeRoute({ ...spec, access: "public", by: null }, async (request, context, requestId) => {
    // A public change never acts on the cookie, but it may set one: sign-up from a foreign page is refused as well, and
    // first, so that a foreign page uses up none of its visitor's tries.
    requireOwnOrigin(request);
    if (spec.rateLimit) await takeAddressRate(spec.rateLimit, request);
    return toResponse(await handle(await inputOf(spec, request, context, requestId)), spec);
  });
}

/** An endpoint for any signed-in user, about himself; API keys are bound to a workspace and have no business there. */
export function userRoute<B = undefined, Q = unknown>(
  spec: Spec<B, Q>,
  handle: (input: Input<B, Q> & { actor: InSession }) => Promise<Answer>,
): Route {
  return makeRoute({ ...spec, access: "user", by: "session" }, async (request, context, requestId) => {
    const actor = await requireSession(request);
    if (spec.rateLimit) await takeRate(spec.rateLimit, actor.user.id);
    const response = await answerOnce({ request, requestId, actor }, async () =>
      toResponse(await handle({ ...(await inputOf(spec, request, context, requestId)), actor }), spec),
    );
    return noteWrite(request, response, { userId: actor.user.id });
  });
}

/** An endpoint of the operator's console; everybody else is told that there is none. */
export function operatorRoute<B = undefined, Q = unknown>(
  spec: Spec<B, Q>,
  handle: (input: Input<B, Q> & { actor: InSession }) => Promise<Answer>,
): Route {
  return makeRoute({ ...spec, access: "operator", by: "session" }, async (request, context, requestId) => {
    const actor = await requireSession(request);
    if (!actor.user.isOperator) throw new AppError("not_found", "There is no such page.");
    const response = await answerOnce({ request, requestId, actor }, async () =>
      toResponse(await handle({ ...(await inputOf(spec, request, context, requestId)), actor }), spec),
    );
    return noteWrite(request, response, {});
  });
}

interface TenantSpec<B, Q, By extends "session" | undefined> extends Spec<B, Q> {
  allow: Permission;
  /** "session" keeps API keys out: what concerns people, money pages and streams to browsers. */
  by?: By;
  /** "write" refuses while the workspace is read-only; billing is never that. */
  product?: "write";
  /** Who asks is remembered for a moment, for reads that are asked very often (lib/http/recall-caller.ts). */
  remembered?: boolean;
}

type ActorOf<By> = By extends "session" ? InSession : SignedIn;

interface TenantInput<B, Q, By> extends Input<B, Q>, Membership {
  actor: ActorOf<By>;
}

/**
 * An endpoint about a tenant: the one that the path names as `tenant_id`, or the current one for the short forms.
 * Strangers get 404, members without the permission 403.
 */
export function tenantRoute<B = undefined, Q = unknown, By extends "session" | undefined = undefined>(
  spec: TenantSpec<B, Q, By>,
  handle: (input: TenantInput<B, Q, By>) => Promise<Answer>,
): Route {
  const { allow, ...described } = spec;
  const by = waysIn(allow, spec.by);
  return makeRoute({ ...described, access: allow, by }, async (request, context, requestId) => {
    const tenantId = (await context.params)?.tenant_id?.toString();
    const { remembered } = spec;
    const { tenant, role, ...caller } = await requireTenantCaller(request, tenantId, { allow, by, remembered });
    if (spec.rateLimit) await takeRate(spec.rateLimit, tenant.id);
    if (spec.product === "write") requireWrites((await readEntitlement(database(), tenant.id)).access);
    const response = await answerOnce({ request, requestId, actor: caller.actor, tenantId: tenant.id }, async () => {
      // A route by session alone has refused every key by now.
      const actor = caller.actor as ActorOf<By>;
      const input = await inputOf(spec, request, context, requestId);
      return toResponse(await handle({ ...input, actor, tenant, role }), spec);
    });
    return noteWrite(request, response, { tenantId: tenant.id });
  });
}

/** An endpoint that authenticates by itself (webhooks, health). */
export function rawRoute(
  handle: (request: Request, requestId: string) => Promise<Response>,
  spec: Pick<Spec<unknown, unknown>, "summary" | "answer" | "status" | "produces"> = {},
): Route {
  return makeRoute({ ...spec, access: "public", by: null }, (request, _context, requestId) =>
    handle(request, requestId),
  );
}
