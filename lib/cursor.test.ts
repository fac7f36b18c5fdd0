import { expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor";

it("reads back what it wrote and refuses what it did not, so that a page never starts at a guess", () => {
  const cursor = { at: new Date("2026-11-21T12:00:00.123Z"), id: "in_123" };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  for (const bad of ["", "x", Buffer.from("12:'; drop").toString("base64url")])
    expect(() => decodeCursor(bad)).toThrow("next_cursor");
});
