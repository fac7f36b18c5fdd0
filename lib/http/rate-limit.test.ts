import { describe, expect, it } from "vitest";
import { clientAddress, limitOfAddress, takeRate } from "./rate-limit";
import { publicRoute } from "./routes";
import { TestBrowser } from "./testing/test-browser";

describe("the caller's address behind a proxy of ours", () => {
  it.each([
    [{ "x-forwarded-for": "198.51.100.7" }, "198.51.100.7"],
    [{ "x-forwarded-for": "10.9.9.9, 203.0.113.9,198.51.100.7 " }, "198.51.100.7"],
    [{ "x-forwarded-for": "198.51.100.7", "x-real-ip": "10.9.9.9" }, "198.51.100.7"],
    [{ "x-real-ip": "198.51.100.7" }, "198.51.100.7"],
    [{}, "local"],
  ])("is read from %o as the proxy's own part, because visitors write the rest", (headers, address) => {
    expect(clientAddress(new Headers(headers))).toBe(address);
  });

  it("never is longer than an address can be, whatever is sent", () => {
    expect(clientAddress(new Headers({ "x-forwarded-for": "1".repeat(9_000) })).length).toBe(64);
  });

  it("has limits of its own, and no address at all shares wider ones", () => {
    const limit = { name: "n", points: 3, seconds: 60 };
    expect(limitOfAddress(limit, "10.0.0.1")).toEqual(limit);
    expect(limitOfAddress(limit, "local").points).toBe(60);
  });
});

describe("rate limits", () => {
  it("tell long keys apart that begin alike, since they are hashed and not cut", async () => {
    const limit = { name: "long-keys", points: 1, seconds: 60 };
    const long = "x".repeat(300);
    await takeRate(limit, `${long}a`);
    await takeRate(limit, `${long}b`);
    await expect(takeRate(limit, `${long}a`)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("are not used up by a page of another site, which could lock its visitors out", async () => {
    const rateLimit = { name: "origin-first", points: 1, seconds: 60 };
    const route = publicRoute({ rateLimit }, async () => ({ ok: true }));
    const browser = new TestBrowser();
    const foreign = { headers: { origin: "https://evil.example" } };
    for (let count = 0; count < 3; count++) expect((await browser.call(route, foreign)).status).toBe(403);
    expect((await browser.call(route)).status).toBe(200);
    expect((await browser.call(route)).status).toBe(429);
  });
});
