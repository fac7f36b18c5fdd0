import type { IncomingHttpHeaders } from "node:http";
import type { Account, Cause } from "../account";
import { API_VERSION } from "../events/emit";
import { visible, withFirstLines } from "../resources/visible";
import { newId } from "../store/ids";
import type { Invoice } from "../store/wire";
import { transact, undo } from "../transact";
import { accountFor, type World } from "../world";
import { readKey } from "./auth";
import type { Endpoint, KeyKind } from "./endpoint";
import { invalidParam, notImitated, StripeError } from "./errors";
import { expandAll } from "./expand";
import { takeFault } from "./faults";
import { parseForm, type RawObject } from "./form";
import { occupy, pruneAnswers, storedAnswer } from "./idempotency";
import type { Router } from "./router";

/** A request as read from the wire. */
export type ApiRequest = { method: string; path: string; query: string; headers: IncomingHttpHeaders; body: string };
/** What goes back. */
export type ApiResponse = { status: number; headers: Record<string, string>; body: string };

const JSON_REFUSED =
  "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.";

/** Answers one call of the API. */
export async function handleApi(world: World, router: Router<Endpoint>, request: ApiRequest): Promise<ApiResponse> {
  const requestId = newId("req", 14);
  const startedAt = world.wallClock();
  let account: Account | null = null;
  let response: ApiResponse;
  let errorMessage: string | null = null;
  try {
    const raw = parseForm(request.method === "POST" ? joined(request.query, request.body) : request.query);
    const keyParameter = typeof raw.key === "string" ? raw.key : null;
    const { suffix, kind } = readKey(request.headers.authorization, keyParameter);
    account = accountFor(world, suffix);
    if (request.path.startsWith("/v2/")) throw notImitated(`${request.method} ${request.path}`);
    if (request.body.startsWith("{")) throw invalidParam(JSON_REFUSED);
    const fault = takeFault(account, request.method, request.path);
    if (fault && fault.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, fault.latencyMs));
    if (fault && fault.status >= 400) throw faultError(fault.status);
    response = answer(world, account, router, request, raw, kind, requestId);
  } catch (error) {
    const known = error instanceof StripeError ? error : internalError(error);
    errorMessage = known.fields.message;
    response = errorResponse(known, requestId, account);
  }
  account?.logRequest({
    id: requestId,
    at: startedAt,
    method: request.method,
    path: request.path,
    status: response.status,
    duration_ms: world.wallClock() - startedAt,
    idempotency_key: headerOf(request, "idempotency-key"),
    body: redacted(request.body),
    error: errorMessage,
    response: response.body,
  });
  return response;
}

function joined(query: string, body: string): string {
  if (query === "") return body;
  return body === "" ? query : `${query}&${body}`;
}

function redacted(body: string): string {
  return body
    .replace(/(number(?:%5D|\])=)\d+(\d{4})/g, "$1…$2")
    .replace(/(cvc(?:%5D|\])=)\d+/g, "$1…")
    .slice(0, 2000);
}

function headerOf(request: ApiRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function answer(
  world: World,
  account: Account,
  router: Router<Endpoint>,
  request: ApiRequest,
  raw: RawObject,
  kind: KeyKind,
  requestId: string,
): ApiResponse {
  const match = router.match(request.method, request.path);
  if (!match) throw notImitated(`${request.method} ${request.path}`);
  if (kind === "publishable" && !match.route.allowsPublishableKey) throw secretKeyNeeded();
  const key = request.method === "POST" ? headerOf(request, "idempotency-key") : null;
  const fingerprint = key ? `${request.path}\n${request.body}` : "";
  const at = Math.floor(world.wallClock() / 1000);
  const stored = key ? storedAnswer(account, key, fingerprint, at) : null;
  if (stored && key) return replayed(stored, requestId, key);
  const release = key ? occupy(account, key) : null;
  try {
    const cause: Cause = { id: requestId, idempotency_key: key };
    const run = () => execute(world, account, match, raw, kind);
    if (match.route.isDryRun)
      return { status: 200, body: tried(account, run), headers: headersOf(requestId, key, requestId) };
    const { status, body } =
      request.method === "GET"
        ? { status: 200, body: run() }
        : mutate(world, account, cause, run, key, fingerprint, requestId, at);
    return { status, body, headers: headersOf(requestId, key, requestId) };
  } finally {
    release?.();
  }
}

/** Lets a dry run go through with everything and undoes it, whether it answered or refused. */
function tried(account: Account, run: () => string): string {
  account.outbox = [];
  try {
    return run();
  } finally {
    undo(account);
  }
}

function execute(
  world: World,
  account: Account,
  match: { route: Endpoint; path: Record<string, string> },
  raw: RawObject,
  kind: KeyKind,
): string {
  const paths = expandPaths(raw);
  const { expand: _expand, ...params } = raw;
  const result = match.route.run({ world, account, path: match.path, key: kind }, params);
  return render(account, result, paths);
}

function expandPaths(raw: RawObject): string[] {
  if (raw.expand === undefined || typeof raw.expand === "string") return [];
  return Object.values(raw.expand).filter((entry): entry is string => typeof entry === "string");
}

function render(account: Account, result: object, paths: readonly string[]): string {
  const expanded = paths.length === 0 ? result : expandAll(account, result, paths);
  return JSON.stringify(expanded, asShown);
}

/** Invoices carry the first page of their lines, prices and coupons only what was expanded. */
function asShown(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return isLongInvoice(value) ? withFirstLines(value) : visible(value);
}

function isLongInvoice(value: unknown): value is Invoice {
  if (typeof value !== "object" || value === null) return false;
  if (!("object" in value) || value.object !== "invoice" || !("lines" in value)) return false;
  const { lines } = value;
  if (typeof lines !== "object" || lines === null || !("data" in lines)) return false;
  return Array.isArray(lines.data) && lines.data.length > 10;
}

/** Runs a change and keeps its answer for the idempotency key in the same step. */
function mutate(
  world: World,
  account: Account,
  cause: Cause,
  run: () => string,
  key: string | null,
  fingerprint: string,
  requestId: string,
  at: number,
): { status: number; body: string } {
  const keep = (status: number, body: string) => {
    if (key) {
      pruneAnswers(account, at);
      account.idempotency.insert({ id: key, fingerprint, status, body, requestId, at });
    }
    return { status, body };
  };
  try {
    return transact(world, account, cause, () => keep(200, run()));
  } catch (error) {
    if (!key || !(error instanceof StripeError) || error.isValidation) throw error;
    return transact(world, account, cause, () => keep(error.status, JSON.stringify(error.body(requestId, account.id))));
  }
}

function replayed(
  stored: { status: number; body: string; requestId: string },
  requestId: string,
  key: string,
): ApiResponse {
  return {
    status: stored.status,
    body: stored.body,
    headers: { ...headersOf(requestId, key, stored.requestId), "Idempotent-Replayed": "true" },
  };
}

function headersOf(requestId: string, key: string | null, original: string): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "Request-Id": requestId,
    "Stripe-Version": API_VERSION,
    ...(key ? { "Idempotency-Key": key, "Original-Request": original, "Stripe-Should-Retry": "false" } : {}),
  };
}

function errorResponse(error: StripeError, requestId: string, account: Account | null): ApiResponse {
  return {
    status: error.status,
    body: JSON.stringify(error.body(requestId, account?.id ?? null)),
    headers: {
      "Content-Type": "application/json",
      "Request-Id": requestId,
      "Stripe-Version": API_VERSION,
      "Stripe-Should-Retry": error.status === 409 || error.status === 500 || error.status === 503 ? "true" : "false",
      ...(error.status === 429 ? { "Stripe-Rate-Limited-Reason": "global-rate" } : {}),
    },
  };
}

function secretKeyNeeded(): StripeError {
  return new StripeError({
    status: 401,
    type: "invalid_request_error",
    code: "secret_key_required",
    message:
      "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
  });
}

function faultError(status: number): StripeError {
  if (status === 429) {
    return new StripeError(
      { status, type: "invalid_request_error", code: "rate_limit", message: "Request rate limit exceeded." },
      { isValidation: true },
    );
  }
  return new StripeError({ status, type: "api_error", message: "An unknown error occurred" }, { isValidation: true });
}

function internalError(error: unknown): StripeError {
  process.stderr.write(
    `${JSON.stringify({ msg: "internal error", error: error instanceof Error ? error.stack : String(error) })}\n`,
  );
  return new StripeError({ status: 500, type: "api_error", message: "stripe-sandbox failed on this request" });
}
