import type { ErrorCode, OfferedQuote } from "@/lib/errors";

/** What the API refuses with (RFC 9457), as far as pages use it. */
interface ProblemDocument {
  code: ErrorCode;
  detail: string;
  quote?: OfferedQuote;
}

interface Refusal extends Partial<Omit<ProblemDocument, "code">> {
  status: number;
  code: ErrorCode | "unreachable";
}

/** A call that brought no result: refused by the API, failed there, or never arrived. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status; 0 when there was no answer at all. */
  readonly status: number;
  readonly code: ErrorCode | "unreachable";
  /** One sentence for people, from the server; empty when it said nothing usable. */
  readonly detail: string;
  /** What it would cost to lift the refusal. */
  readonly quote: OfferedQuote | null;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.detail || refusal.code, options);
    this.status = refusal.status;
    this.code = refusal.code;
    this.detail = refusal.detail ?? "";
    this.quote = refusal.quote ?? null;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface ApiCall {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Calls our own API and trusts its answer to have the shape of its contract, so that no schema travels to the browser.
 * Throws `ApiError`.
 */
export async function callApi<Result>(path: string, call: ApiCall = {}): Promise<Result> {
  const response = call.method === "POST" ? await sendOnce(path, call) : await send(path, call);
  if (!response.ok) throw await toApiError(response);
  return response.status === 204 || response.status === 202 ? (undefined as Result) : response.json();
}

/**
 * Sends a POST once more when no answer came: by its Idempotency-Key the server does it once, whether the request was
 * lost or its answer.
 */
async function sendOnce(path: string, call: ApiCall): Promise<Response> {
  const once = { ...call, headers: { "idempotency-key": crypto.randomUUID(), ...call.headers } };
  try {
    return await send(path, once);
  } catch (error) {
    if (!(error instanceof ApiError) || !navigator.onLine) throw error;
    return send(path, once);
  }
}

async function send(path: string, { method = "GET", body, query, signal, headers: own }: ApiCall): Promise<Response> {
  const headers: Record<string, string> = { ...own, accept: "application/json" };
  const carriesBody = method !== "GET" && (method !== "DELETE" || body !== undefined);
  if (carriesBody) headers["content-type"] = "application/json";
  try {
    return await fetch(addressOf(path, query), {
      method,
      headers,
      body: carriesBody ? JSON.stringify(body ?? {}) : undefined,
      signal,
      cache: "no-store",
    });
  } catch (error) {
    // An abandoned call is nobody's failure; react-query knows it by the original error.
    if (signal?.aborted) throw error;
    throw new ApiError({ status: 0, code: "unreachable" }, { cause: error });
  }
}

function addressOf(path: string, query: ApiCall["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size > 0 ? `/api/v1${path}?${parameters}` : `/api/v1${path}`;
}

async function toApiError(response: Response): Promise<ApiError> {
  const text = await response.text();
  const problem = parseProblem(text);
  // A proxy in between answers in HTML; its words are nothing for people.
  return new ApiError({ status: response.status, ...(problem ?? { code: "internal" }) });
}

function parseProblem(text: string): ProblemDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : null;
  } catch {
    return null;
  }
}

function isProblem(value: unknown): value is ProblemDocument {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}
