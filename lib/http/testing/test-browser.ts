import { randomInt } from "node:crypto";
import { env } from "@/lib/env";
import type { RouteContext } from "../respond";
import { checkAnswer } from "./check-answer";

interface Call {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  rawBody?: string;
  path?: string;
  params?: Record<string, string>;
  /** Overrides; null leaves a header out. */
  headers?: Record<string, string | null>;
}

/** What can be called: our routes, and handlers that take the request alone. */
type Callable = (request: Request, context: RouteContext) => Promise<Response>;

/** Calls handlers as one browser would: own pages' origin, an address of its own, cookies kept between calls. */
export class TestBrowser {
  private readonly cookies = new Map<string, string>();
  // Limits count by address: browsers of different tests must not share one.
  readonly address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

  /** `always` goes with every request, as a call's own headers do. */
  constructor(private readonly always: Record<string, string | null> = {}) {}

  /** Sends one request, POST unless told otherwise, and holds the answer against what the route says of itself. */
  async call(handler: Callable, call: Call = {}): Promise<Response> {
    const { method = "POST", body, rawBody, path = "/", params = {} } = call;
    const headers = new Headers({ origin: new URL(env().APP_URL).origin, "x-real-ip": this.address });
    const text = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    if (text !== undefined) headers.set("content-type", "application/json");
    if (this.cookies.size > 0) headers.set("cookie", this.cookieHeader());
    for (const [name, value] of Object.entries({ ...this.always, ...call.headers })) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const request = new Request(new URL(path, env().APP_URL), { method, headers, body: text });
    const response = await handler(request, { params: Promise.resolve(params) });
    await checkAnswer(handler, response);
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  /** What this browser would send as its `Cookie` header. */
  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** A second browser with the same cookies: what a thief, or a tab restored after sign-out, still holds. */
  copy(): TestBrowser {
    const copied = new TestBrowser();
    for (const [name, value] of this.cookies) copied.cookies.set(name, value);
    return copied;
  }

  /** Keeps a cookie as from a `Set-Cookie` header. */
  keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split("; ");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}
