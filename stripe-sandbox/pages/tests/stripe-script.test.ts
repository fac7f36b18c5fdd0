import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { sandboxForFile } from "../../tests/sandbox";
import { open, submit } from "./browser";

const account = sandboxForFile();

describe("window.Stripe", () => {
  it("is one classic script, as a page's script tag loads it", async () => {
    const { headers, text } = await open(`${account().url}/stripe.js`);
    expect(headers.get("content-type")).toContain("text/javascript");
    expect(text).not.toMatch(/^(import|export) /m);
    const page = { window: {}, URL, document: { currentScript: { src: "http://localhost:4242/stripe.js" } } };
    const globals = createContext(page);
    runInContext(text, globals);
    expect(Object.keys(page)).toEqual(["window", "URL", "document"]);
    const methods: unknown = runInContext('Object.keys(window.Stripe("pk_test_shop"))', globals);
    expect(methods).toEqual(expect.arrayContaining(["elements", "confirmSetup", "confirmPayment", "handleNextAction"]));
    expect(() => runInContext('window.Stripe("sk_test_shop")', globals)).toThrow("publishable");
  });

  it("puts the card's inputs into a frame that any shop may hold, with the same strict policy", async () => {
    const { headers, text } = await open(`${account().url}/elements/card.html?kind=payment&locale=es`);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors *");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(text).toContain("Número de tarjeta");
  });

  it("answers a challenge inside its dialog without leaving it, because the shop's page stands around", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({
      amount: 4900,
      currency: "usd",
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      return_url: "http://localhost:3000/after",
    });
    const address = `${intent.next_action?.redirect_to_url?.url}`;
    const framed = `${address}${address.includes("?") ? "&" : "?"}frame=1`;
    expect((await open(framed)).headers.get("content-security-policy")).toContain("frame-ancestors *");
    expect((await open(address)).headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    const answer = await submit(framed, { outcome: "complete" });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("challenge-frame.js");
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  it("serves files of the pages by name only", async () => {
    const { url } = account();
    const { status, headers } = await open(`${url}/_pages/base.css`);
    expect(status).toBe(200);
    expect((await open(`${url}/_pages/base.css`, { "if-none-match": headers.get("etag") ?? "" })).status).toBe(304);
    for (const name of ["..%2Froutes.ts", "%2e%2e%2fserver.ts", "none.css"])
      expect((await open(`${url}/_pages/${name}`)).status).toBe(404);
  });
});
