import { createHmac } from "node:crypto";
import { z } from "zod";
import {
  claimRequest,
  findRequest,
  keepAnswer,
  type RequestClaim,
  releaseRequest,
} from "@/db/queries/idempotent-requests";
import type { SignedIn } from "@/lib/auth/session";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { JSON_LIMIT_BYTES, readText } from "./body";
import { problemResponse } from "./problem";
import { openText, sealText } from "./sealed-text";

/** Longer than any request of ours may take: whoever began before is dead. */
const ABANDONED_AFTER_MS = 60_000;
const KEY_SHAPE = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ["content-type", "location"];

/** Which request of whom, as far as the Idempotency-Key is concerned. */
export interface OnceRequest {
  request: Request;
  requestId: string;
  actor: SignedIn;
  /** The tenant that a short form means, which its path does not say. */
  tenantId?: TenantId;
}

const storedSchema = z.object({ sealed: z.string() });
const answerSchema = z.object({ text: z.string(), headers: z.array(z.tuple([z.string(), z.string()])) });

/**
 * Runs a POST that brings an Idempotency-Key at most once within 24 hours: its repetitions are given the first answer.
 * What failed on our side, or may go well later, is not kept, so that a repetition runs again. To be called before the
 * body is read; `run` gets everything after the caller is known.
 */
export async function answerOnce(once: OnceRequest, run: () => Promise<Response>): Promise<Response> {
  const key = once.request.headers.get("idempotency-key");
  if (key === null || once.request.method !== "POST") return run();
  if (!KEY_SHAPE.test(key))
    throw new AppError("invalid_request", "Idempotency-Key: must have 1 to 255 visible ASCII characters.");
  const claim = await claimOf(once, key);
  const db = database();
  if (await claimRequest(db, claim, addMs(claim.createdAt, -ABANDONED_AFTER_MS))) return runAndKeep(claim, once, run);
  const stored = await findRequest(db, claim);
  if (stored && stored.requestHash !== claim.requestHash)
    throw new AppError("idempotency_mismatch", "The Idempotency-Key was used for another request. Mint a new one.");
  // Without a row the first request has just failed: whoever comes again in a second runs it anew.
  if (!stored || stored.status === null)
    throw new AppError("idempotency_in_progress", "The first request with this Idempotency-Key still runs.", {
      retryAfterSeconds: 1,
    });
  return replay(claim, stored.status, stored.body);
}

async function claimOf({ request, actor, tenantId }: OnceRequest, key: string): Promise<RequestClaim> {
  const { pathname, search } = new URL(request.url);
  const body = await readText(request.clone(), JSON_LIMIT_BYTES);
  const parts = [request.method, tenantId ?? "", pathname + search, body];
  // Under our secret: a body may hold a password, which a bare hash would let anybody guess who reads the table.
  const requestHash = createHmac("sha256", env().AUTH_SECRET).update(parts.join("\n")).digest("hex");
  const caller = actor.apiKey ? `key:${actor.apiKey.id}` : `user:${actor.user.id}`;
  const createdAt = wallNow();
  return { caller, key, requestHash, createdAt, expiresAt: addMs(createdAt, DAY_MS) };
}

async function runAndKeep(claim: RequestClaim, once: OnceRequest, run: () => Promise<Response>): Promise<Response> {
  try {
    const response = await run().catch((error: unknown) => {
      if (error instanceof AppError && error.status < 500) return problemResponse(error, once.requestId);
      throw error;
    });
    if (isLasting(response)) await keep(claim, response);
    else await releaseRequest(database(), claim);
    return response;
  } catch (error) {
    await releaseRequest(database(), claim);
    throw error;
  }
}

/** Whether a repetition may be given the same: no failure of ours, nothing to be tried later, no cookie, no stream. */
function isLasting({ status, headers }: Response): boolean {
  const type = headers.get("content-type");
  const isText = type === null || /^application\/(problem\+)?json/.test(type);
  return status < 500 && isText && !headers.has("retry-after") && !headers.has("set-cookie");
}

async function keep(claim: RequestClaim, response: Response): Promise<void> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  const text = await response.clone().text();
  // Sealed, since some answers hold what is shown once.
  const sealed = sealText(JSON.stringify({ text, headers }), purposeOf(claim));
  try {
    await keepAnswer(database(), claim, response.status, { sealed });
  } catch (err) {
    // The work is done and its answer is good: a repetition finds the request running, and later runs it again.
    logger().warn({ err }, "answer not kept for its Idempotency-Key");
  }
}

function replay(claim: RequestClaim, status: number, body: unknown): Response {
  const { text, headers } = answerSchema.parse(JSON.parse(openText(storedSchema.parse(body).sealed, purposeOf(claim))));
  return new Response(text === "" ? null : text, {
    status,
    headers: [...headers, ["idempotent-replayed", "true"]],
  });
}

const purposeOf = ({ caller, key }: RequestClaim) => `idempotent ${caller} ${key}`;
