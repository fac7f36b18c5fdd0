import { AppError } from "@/lib/errors";

/** A place in a list that is ordered by time and id. */
export interface Cursor {
  at: Date;
  id: string;
}

/** Writes a cursor as an opaque string. */
export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.getTime()}:${id}`).toString("base64url");
}

/**
 * A page made of one row more than it shows: that row only tells whether there is a next page. `placeOf` names the row
 * after which the next page begins; JavaScript's times have milliseconds, so rows that PostgreSQL told apart by less are
 * paged by their ids.
 */
export function toPage<Row, Dto>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Cursor,
  toDto: (row: Row) => Dto,
): { data: Dto[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { data: shown.map(toDto), next_cursor: last ? encodeCursor(placeOf(last)) : null };
}

/** Reads a cursor back; throws `invalid_request` for anything that we did not write. */
export function decodeCursor(text: string): Cursor {
  const match = /^(\d{1,15}):([\w-]{1,100})$/.exec(Buffer.from(text, "base64url").toString("utf8"));
  const [, time, id] = match ?? [];
  if (!time || !id) throw new AppError("invalid_request", "cursor: take it from the previous page's next_cursor.");
  return { at: new Date(Number(time)), id };
}
