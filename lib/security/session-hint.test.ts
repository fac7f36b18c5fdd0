import { expect, it } from "vitest";
import { hintsAtSession, holdsSession } from "./session-hint";

it("sees a session over http and https, since the cookie's prefix differs", () => {
  expect(holdsSession(["locale", "authjs.session-token"])).toBe(true);
  expect(holdsSession(["__Secure-authjs.session-token"])).toBe(true);
  expect(holdsSession(["locale", "authjs.csrf-token"])).toBe(false);
});

it("reads the hint among other cookies, and not from a name that ends alike", () => {
  expect(hintsAtSession("locale=en; signed-in=1")).toBe(true);
  expect(hintsAtSession("not-signed-in=1")).toBe(false);
  expect(hintsAtSession("")).toBe(false);
});
