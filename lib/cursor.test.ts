import { expect, it } from "vitest";
import { decodeCursor, encodeCursor, toPage } from "./cursor";

it("reads back what it wrote and refuses what it did not, so that a page never starts at a guess", () => {
  const cursor = { at: new Date("2026-11-21T12:00:00.123Z"), id: "in_123" };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  for (const bad of ["", "x", Buffer.from("12:'; drop").toString("base64url")])
    expect(() => decodeCursor(bad)).toThrow("next_cursor");
});

it("shows a page without the row that only tells of the next one, and none after the last", () => {
  const rows = [3, 2, 1].map((n) => ({ id: `row_${n}`, at: new Date(n) }));
  const page = (limit: number) =>
    toPage(
      rows,
      limit,
      (row) => row,
      ({ id }) => id,
    );
  expect(page(2)).toEqual({ data: ["row_3", "row_2"], next_cursor: encodeCursor({ id: "row_2", at: new Date(2) }) });
  expect(page(3)).toEqual({ data: ["row_3", "row_2", "row_1"], next_cursor: null });
});
