import type { Operations } from "./api-types";
import { type ApiCall, callApi } from "./request";

type Input<Name extends keyof Operations> = Omit<Operations[Name], "answer"> & Pick<ApiCall, "signal" | "headers">;

// What is required of an operation has to be given; an operation that requires nothing may be called without anything.
type Arguments<Name extends keyof Operations> =
  Record<never, never> extends Input<Name> ? [input?: Input<Name>] : [input: Input<Name>];

/**
 * Calls an operation of the API by its name in the API's description; parameters, body and answer have the types of its
 * contract. Throws `ApiError`.
 */
export function callOperation<Name extends keyof Operations>(
  name: Name,
  ...[input]: Arguments<Name>
): Promise<Operations[Name]["answer"]> {
  const [method, template = ""] = name.split(" ");
  const { params, query, ...call }: ApiCall & { params?: Record<string, string> } = input ?? {};
  const path = template.replace(/\{(\w+)\}/g, (_, parameter: string) => encodeURIComponent(params?.[parameter] ?? ""));
  return callApi(path, { ...call, query, method: method as ApiCall["method"] });
}
