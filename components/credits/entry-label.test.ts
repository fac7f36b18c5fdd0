import { expect, test } from "vitest";
import { entryText } from "./entry-label";

const text = (kind: "grant" | "consume", source: string, note: string | null = null) =>
  entryText({ kind, source, note });

test("a grant says where it came from, because a gift is not a purchase", () => {
  expect(text("grant", "grant:2026-01-31:10").label).toBe("monthly");
  expect(text("grant", "pack:0199").label).toBe("pack");
  expect(text("grant", "gift:0199", "sorry")).toEqual({ label: "gift", detail: "sorry" });
});

test("a use tells the service's own name of it, without our prefix", () => {
  expect(text("consume", "poster:0199").label).toBe("poster");
  expect(text("consume", "use:report 7")).toEqual({ label: "service", detail: "report 7" });
});
