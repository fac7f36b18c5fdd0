import type { Problem } from "@/lib/http/problem";

/** Why a call did not succeed: our stable code, or that no answer came at all. */
export interface Failure {
  code: string;
  fields: { path: string; message: string }[];
  retryAfterSeconds: number | null;
}
export type Outcome = { ok: true } | { ok: false; failure: Failure };

const UNREACHED: Failure = { code: "network", fields: [], retryAfterSeconds: null };

async function failureOf(response: Response): Promise<Failure> {
  const seconds = response.headers.get("retry-after");
  const retryAfterSeconds = seconds ? Number(seconds) : null;
  if (!response.headers.get("content-type")?.startsWith("application/problem+json"))
    return { code: "unexpected", fields: [], retryAfterSeconds };
  const problem: Problem = await response.json();
  return { code: problem.code, fields: problem.errors ?? [], retryAfterSeconds };
}

/** Sends a change to our API; problems come back as values, since every form words them. */
export async function callApi(method: "POST" | "PATCH" | "DELETE", path: string, body?: object): Promise<Outcome> {
  const json = body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {};
  try {
    const response = await fetch(path, { method, ...json });
    return response.ok ? { ok: true } : { ok: false, failure: await failureOf(response) };
  } catch {
    return { ok: false, failure: UNREACHED };
  }
}
