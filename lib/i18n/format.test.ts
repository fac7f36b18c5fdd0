import { describe, expect, it } from "vitest";
import { formatDate, formatNumber, formatPercent, formatRelative } from "./format";

const noon = new Date("2026-03-01T12:00:00Z");

describe("dates and numbers for people", () => {
  it("writes dates in UTC unless told otherwise, so that server and browser print the same day", () => {
    expect(formatDate("2026-03-01T23:30:00Z", "en")).toBe("Mar 1, 2026");
    expect(formatDate("2026-03-01T23:30:00Z", "en", "day", "Europe/Berlin")).toBe("Mar 2, 2026");
  });

  it.each([
    ["2026-03-04T12:00:00Z", "in 3 days"],
    ["2026-03-02T12:00:00Z", "tomorrow"],
    ["2026-03-01T10:00:00Z", "2 hours ago"],
    ["2026-03-01T12:00:20Z", "this minute"],
  ])("says how far %s is in the largest unit that fits", (at, text) => {
    expect(formatRelative(at, noon, "en")).toBe(text);
  });

  it("groups thousands and rounds shares to whole percents", () => {
    expect(formatNumber(2500, "en")).toBe("2,500");
    expect(formatPercent(0.826, "en")).toBe("83%");
  });
});
