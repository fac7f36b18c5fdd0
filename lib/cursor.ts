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

/** Reads a cursor back; throws `invalid_request` for anything that we did not write. */
export function decodeCursor(text: string): Cursor {
  const match = /^(\d{1,15}):([\w-]{1,100})$/.exec(Buffer.from(text, "base64url").toString("utf8"));
  const [, time, id] = match ?? [];
  if (!time || !id) throw new AppError("invalid_request", "cursor: take it from the previous page's next_cursor.");
  return { at: new Date(Number(time)), id };
}
