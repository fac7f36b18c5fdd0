import type { Route, RouteDescription } from "@/lib/http/route";

/** A route file of the API, by its address below /api/v1. */
export interface RegisteredRoute {
  path: string;
  load: () => Promise<object>;
}

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** One method of one address, with all that is known of it. */
export interface Operation {
  id: string;
  method: Method;
  path: string;
  description: RouteDescription;
  route: Route;
}

function isRoute(value: unknown): value is Route {
  return typeof value === "function" && "description" in value;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const words = (segment: string) => segment.split(/[-_]/).map(capital).join("");

/** A name that no other operation has: `GET /tenants/{tenant_id}/subscription/tier` is `getTenantSubscriptionTier`. */
export function operationId(method: Method, path: string): string {
  const bare = path.replace(/^\/tenants\/\{tenant_id\}/, "/tenant");
  const named = bare
    .split("/")
    .filter(Boolean)
    .map((segment) => (segment.startsWith("{") ? `By${words(segment.slice(1, -1))}` : words(segment)));
  return method.toLowerCase() + named.join("");
}

const byPath = (a: RegisteredRoute, b: RegisteredRoute) => (a.path < b.path ? -1 : 1);

/** Every operation of the API, in the order of its addresses. */
export async function listOperations(routes: readonly RegisteredRoute[]): Promise<Operation[]> {
  const all = await Promise.all(
    routes.toSorted(byPath).map(async ({ path, load }) => {
      const handlers = new Map(Object.entries(await load()));
      return METHODS.flatMap((method): Operation[] => {
        const route: unknown = handlers.get(method);
        return isRoute(route)
          ? [{ id: operationId(method, path), method, path, description: route.description, route }]
          : [];
      });
    }),
  );
  return all.flat();
}
