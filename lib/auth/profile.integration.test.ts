import { describe, expect, it } from "vitest";
import { GET as meRoute, PATCH as profileRoute } from "@/app/api/v1/me/route";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { aPerson } from "./testing/people";
import { withDatabase } from "./testing/with-database";

withDatabase();

describe("the profile", () => {
  it("takes a new name and shows it at once", async () => {
    const { browser } = await aPerson({ name: "Ada Byron" });
    const changed = await browser.call(profileRoute, { method: "PATCH", body: { name: "  Ada Lovelace " } });
    expect(await changed.json()).toMatchObject({ name: "Ada Lovelace", locale: "en" });
    const me = await browser.call(meRoute, { method: "GET" });
    expect(await me.json()).toMatchObject({ user: { name: "Ada Lovelace" } });
  });

  it.each([{}, { name: "" }, { name: "x".repeat(81) }, { locale: "xx" }, { name: null }])(
    "refuses %j and changes nothing",
    async (body) => {
      const { browser } = await aPerson({ name: "Ada" });
      const refused = await browser.call(profileRoute, { method: "PATCH", body });
      expect(await refused.json()).toMatchObject({ status: 400, code: "invalid_request" });
      expect(await (await browser.call(meRoute, { method: "GET" })).json()).toMatchObject({ user: { name: "Ada" } });
    },
  );

  it("takes no address, verification or id from outside, because those decide who somebody is", async () => {
    const { browser, email } = await aPerson();
    const body = { name: "Ada", email: "other@example.com", emailVerifiedAt: "2026-01-01T00:00:00Z", id: "1" };
    expect((await browser.call(profileRoute, { method: "PATCH", body })).status).toBe(200);
    const me = await browser.call(meRoute, { method: "GET" });
    expect(await me.json()).toMatchObject({ user: { email, email_verified: false } });
  });

  it("is for signed-in people alone", async () => {
    expect((await new TestBrowser().call(profileRoute, { method: "PATCH", body: { name: "Eve" } })).status).toBe(401);
  });
});
