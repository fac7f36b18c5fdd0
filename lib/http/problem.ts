import { z } from "zod";
import { AppError } from "@/lib/errors";

/** A problem document (RFC 9457) with our stable code. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  request_id: z.string(),
  upgrade_url: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  quote: z
    .object({
      id: z.uuid(),
      quantity: z.number().int(),
      amount_due_minor: z.number().int(),
      next_charge_minor: z.number().int().nullable(),
      currency: z.string(),
      expires_at: z.iso.datetime(),
    })
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Turns a refusal into its response. */
export function problemResponse(error: AppError, requestId: string): Response {
  const body: Problem = {
    type: `https://tierline.dev/problems/${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    detail: error.detail,
    request_id: requestId,
    upgrade_url: error.extras.upgradeUrl,
    errors: error.extras.errors,
    quote: error.extras.quote,
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  headers.set("x-request-id", requestId);
  const wait = error.extras.retryAfterSeconds;
  if (wait !== undefined) headers.set("retry-after", String(wait));
  return new Response(JSON.stringify(body), { status: error.status, headers });
}

/** The refusal of a value that a zod schema rejects, naming each wrong field. */
export function invalidRequest(error: z.ZodError): AppError {
  const errors = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = errors[0];
  const detail = first ? `${first.path || "body"}: ${first.message}` : "The request is not valid.";
  return new AppError("invalid_request", detail, { errors });
}
