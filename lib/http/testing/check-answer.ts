import { isDeepStrictEqual } from "node:util";
import { errorCatalogue } from "@/lib/errors";
import { problemSchema } from "../problem";
import type { RouteDescription } from "../route";

const STATUS_OF = new Map<string, number>(errorCatalogue().map(({ code, status }) => [code, status]));

/** The route's own description, when the handler is one of our routes. */
function descriptionOf(handler: object): RouteDescription | null {
  return "description" in handler ? (handler.description as RouteDescription) : null;
}

/**
 * Holds an answer against what its route says of itself, so that every test is a test of the contract as well. Throws
 * when the status, a field or the problem document is not the one that the API's description promises.
 */
export async function checkAnswer(handler: object, response: Response): Promise<void> {
  const description = descriptionOf(handler);
  // A route made up by a test says nothing of itself.
  if (!description?.summary) return;
  const name = `"${description.summary}" answered ${response.status}`;
  if (response.status >= 400) return checkProblem(name, response, description);
  if (response.status === 304) {
    if (!description.conditional) throw new Error(`${name} and is not conditional`);
    return;
  }
  checkStatus(name, response, description);
  await checkBody(name, response, description);
}

function checkStatus(name: string, { status }: Response, description: RouteDescription): void {
  const promised = description.status ?? 200;
  if (status !== promised) throw new Error(`${name}, but its description says ${promised}`);
}

async function checkBody(name: string, response: Response, { answer, produces }: RouteDescription): Promise<void> {
  const type = response.headers.get("content-type");
  if (produces) {
    if (!type?.startsWith(produces)) throw new Error(`${name} as ${type}, but its description says ${produces}`);
    return;
  }
  const text = await response.clone().text();
  if (!answer) {
    if (text !== "") throw new Error(`${name} with a body that its description does not know: ${text.slice(0, 200)}`);
    return;
  }
  const body: unknown = JSON.parse(text);
  const parsed = answer.safeParse(body);
  if (!parsed.success) throw new Error(`${name} against its contract: ${parsed.error.message}\n${text.slice(0, 500)}`);
  // Parsing leaves out what the contract does not name.
  if (!isDeepStrictEqual(parsed.data, body))
    throw new Error(`${name} with fields that its contract does not name: ${text.slice(0, 500)}`);
}

async function checkProblem(name: string, response: Response, { by, answer }: RouteDescription): Promise<void> {
  const type = response.headers.get("content-type");
  // A probe answers its own shape whatever its status.
  if (by === null && answer && type?.startsWith("application/json")) return;
  if (type !== "application/problem+json") throw new Error(`${name} as ${type}, not as a problem document`);
  const text = await response.clone().text();
  const problem = problemSchema.strict().safeParse(JSON.parse(text));
  if (!problem.success) throw new Error(`${name} by an invalid problem document: ${problem.error.message}\n${text}`);
  const { code, status } = problem.data;
  if (STATUS_OF.get(code) !== response.status || status !== response.status)
    throw new Error(`${name} with the code ${code}, which has the status ${STATUS_OF.get(code)}`);
}
