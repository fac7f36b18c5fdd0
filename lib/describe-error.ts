const MAX_CAUSES = 4;
// How Drizzle begins the message of a failed statement; the statement and its parameters follow.
const QUERY_TEXT = /Failed query:[\s\S]*/;

/** An error as it may be written down: nothing of it is a value that a statement carried. */
export interface DescribedError {
  type: string;
  message: string;
  code?: string | number;
  stack?: string;
  cause?: DescribedError;
}

/** Cuts a statement with its parameters (e-mail addresses, hashes, tokens) out of a text that quotes it. */
export function withoutQuery(text: string): string {
  return text.replace(QUERY_TEXT, "Failed query");
}

function codeOf(error: Error): string | number | undefined {
  if (!("code" in error)) return undefined;
  return typeof error.code === "string" || typeof error.code === "number" ? error.code : undefined;
}

// A connection that fails on every address of a host has its reasons in the parts and says nothing itself.
function messageOf(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  return withoutQuery(error.message || (first instanceof Error ? first.message : ""));
}

// The head of a stack repeats the message, so only the frames are taken over.
function stackOf(error: Error, head: string): string {
  const at = error.stack?.indexOf(error.message) ?? -1;
  const frames = at < 0 ? "" : (error.stack?.slice(at + error.message.length) ?? "");
  return `${head}${frames}`;
}

function isQueryError(error: Error): boolean {
  return "query" in error && "params" in error;
}

function describe(error: unknown, causes: number): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutQuery(String(error)) };
  // Drizzle's wrapper says nothing but the statement; what went wrong is the driver's to tell.
  const speaker = isQueryError(error) && error.cause instanceof Error ? error.cause : error;
  const type = isQueryError(error) ? "QueryError" : error.name;
  const message = messageOf(speaker);
  const code = codeOf(speaker);
  const described: DescribedError = { type, message, stack: stackOf(error, `${type}: ${message}`) };
  if (code !== undefined) described.code = code;
  if (speaker.cause !== undefined && causes > 0) described.cause = describe(speaker.cause, causes - 1);
  return described;
}

/**
 * What a log or a table may keep of an error: its kind, message, code, stack and causes, by name. Drizzle puts the
 * statement and its parameters into the message, the stack and fields of their own; the driver's words replace them.
 */
export function describeError(error: unknown): DescribedError {
  return describe(error, MAX_CAUSES);
}
