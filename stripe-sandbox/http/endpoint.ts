import type { Account } from "../account";
import type { World } from "../world";
import type { RawObject } from "./form";
import type { Params, Spec } from "./params";
import { readParams } from "./params";

/** How a request authenticated itself. */
export type KeyKind = "secret" | "publishable";

/** What a handler receives: the account, its path ids and its typed parameters. */
export type Context<S extends Spec> = {
  world: World;
  account: Account;
  path: Record<string, string>;
  /** The path's `:id`. */
  id: string;
  params: Params<S>;
  key: KeyKind;
};

/** One method and path of the API. */
export type Endpoint = {
  method: "GET" | "POST" | "DELETE";
  pattern: string;
  allowsPublishableKey: boolean;
  /** Answers what would become and leaves everything as it was. */
  isDryRun?: boolean;
  run: (base: { world: World; account: Account; path: Record<string, string>; key: KeyKind }, raw: RawObject) => object;
};

type Handler<S extends Spec> = (context: Context<S>) => object;

function endpoint<S extends Spec>(
  method: Endpoint["method"],
  pattern: string,
  spec: S,
  handler: Handler<S>,
  allowsPublishableKey = false,
): Endpoint {
  return {
    method,
    pattern,
    allowsPublishableKey,
    run: (base, raw) => handler({ ...base, id: base.path.id ?? "", params: readParams(spec, raw) }),
  };
}

/** Declares a GET endpoint. */
export function get<S extends Spec>(pattern: string, spec: S, handler: Handler<S>): Endpoint {
  return endpoint("GET", pattern, spec, handler);
}

/** Declares a POST endpoint. */
export function post<S extends Spec>(pattern: string, spec: S, handler: Handler<S>): Endpoint {
  return endpoint("POST", pattern, spec, handler);
}

/** Declares a DELETE endpoint. */
export function del<S extends Spec>(pattern: string, spec: S, handler: Handler<S>): Endpoint {
  return endpoint("DELETE", pattern, spec, handler);
}

/** Lets an endpoint go through with everything, answer, and undo it. */
export function withoutTrace(of: Endpoint): Endpoint {
  return { ...of, isDryRun: true };
}

/** Opens an endpoint to publishable keys, which Stripe.js uses with a client secret. */
export function fromBrowser(of: Endpoint): Endpoint {
  return { ...of, allowsPublishableKey: true };
}
