import { invalidParam, noSuchReference } from "./errors";
import type { Maybe } from "./params";

/** A page of objects, as every Stripe list answers. */
export type List<T> = { object: "list"; data: T[]; has_more: boolean; url: string };

type Paging = {
  limit?: Maybe<number>;
  starting_after?: Maybe<string>;
  ending_before?: Maybe<string>;
  created?: Range;
};
type Range = Maybe<{ gt?: number; gte?: number; lt?: number; lte?: number }>;

/** Cuts one page out of rows that are already filtered and sorted newest first. */
export function page<T extends { id: string; created?: number | null }>(
  rows: T[],
  params: Paging,
  url: string,
  kind = "object",
): List<T> {
  const limit = params.limit ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidParam("This value must be greater than or equal to 1 (and at most 100).", {
      code: "parameter_invalid_integer",
      param: "limit",
    });
  }
  const bounds = params.created;
  const inRange = bounds ? rows.filter((row) => isInRange(row.created, bounds)) : rows;
  if (params.ending_before) {
    const end = positionOf(inRange, params.ending_before, "ending_before", kind);
    const start = Math.max(0, end - limit);
    return { object: "list", data: inRange.slice(start, end), has_more: start > 0, url };
  }
  const start = params.starting_after ? positionOf(inRange, params.starting_after, "starting_after", kind) + 1 : 0;
  return {
    object: "list",
    data: inRange.slice(start, start + limit),
    has_more: inRange.length > start + limit,
    url,
  };
}

function positionOf(rows: { id: string }[], id: string, param: string, kind: string): number {
  const position = rows.findIndex((row) => row.id === id);
  if (position < 0) throw noSuchReference(kind, id, param);
  return position;
}

/** Whether a time is within what a list asks for; what has no time is within no bounds. */
export function isInRange(at: number | null | undefined, bounds: Range): boolean {
  if (!bounds) return true;
  if (at === null || at === undefined) return false;
  return (
    (bounds.gt === undefined || at > bounds.gt) &&
    (bounds.gte === undefined || at >= bounds.gte) &&
    (bounds.lt === undefined || at < bounds.lt) &&
    (bounds.lte === undefined || at <= bounds.lte)
  );
}
