import { createHash } from "node:crypto";

/** The ETag of an answer's text: the same text has the same tag on every instance. */
function tagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
}

/** Whether `If-None-Match` names the tag; comparison is weak, as RFC 9110 says for it. */
function isKnown(header: string | null, tag: string): boolean {
  if (header === null) return false;
  const given = header.split(",").map((part) => part.trim().replace(/^W\//, ""));
  return given.includes("*") || given.includes(tag);
}

/**
 * Gives a success its ETag, or answers 304 without a body to who has it already. Caches may keep it and have to ask
 * each time (`no-cache`); what depends on the caller is for his own cache alone.
 */
export async function answerIfChanged(request: Request, response: Response, isPublic: boolean): Promise<Response> {
  if (response.status !== 200) return response;
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.set("etag", tagOf(text));
  headers.set("cache-control", isPublic ? "public, no-cache" : "private, no-cache");
  if (!isPublic) headers.set("vary", "authorization, cookie");
  if (!isKnown(request.headers.get("if-none-match"), tagOf(text))) return new Response(text, { status: 200, headers });
  headers.delete("content-type");
  return new Response(null, { status: 304, headers });
}
