import { describe, expect, it } from "vitest";
import { CURRENCIES, INTERVALS } from "@/lib/plans/catalogue";
import { pricingAddress, resolveAddress } from "./visible-address";

const resolve = (address: string) => resolveAddress(new URL(address, "https://tierline.example"), "en");

describe("resolveAddress", () => {
  it.each([
    ["/", "/en"],
    ["/billing/invoices?page=2", "/en/billing/invoices"],
    ["/xx/pricing", "/en/xx/pricing"],
    ["/pricing", "/en/pricing/monthly/usd"],
    ["/pricing?interval=yearly&currency=eur", "/en/pricing/yearly/eur"],
    ["/pricing?interval=weekly&currency=btc", "/en/pricing/monthly/usd"],
    ["/pricing?currency=EUR", "/en/pricing/monthly/eur"],
  ])("answers %s with the page %s", (address, path) => {
    expect(resolve(address)).toEqual({ kind: "page", path });
  });

  it.each([
    ["/en", "/"],
    ["/en/billing?tab=1", "/billing?tab=1"],
    ["/pricing/yearly/eur", "/pricing?interval=yearly&currency=eur"],
    ["/pricing/monthly/usd", "/pricing"],
  ])("sends %s to its one visible address %s", (address, to) => {
    expect(resolve(address)).toEqual({ kind: "moved", to });
  });

  it.each(["/en//elsewhere.example", "/en/\\elsewhere.example", "/en///elsewhere.example/x"])(
    "keeps %s on this site, because a second slash would name another host",
    (address) => {
      const resolution = resolve(address);
      const target = resolution.kind === "moved" ? resolution.to : resolution.path;
      expect(new URL(target, "https://tierline.example").host).toBe("tierline.example");
    },
  );

  it("finds every pricing view again from the address that it writes", () => {
    for (const interval of INTERVALS)
      for (const currency of CURRENCIES)
        expect(resolve(pricingAddress("en", interval, currency))).toEqual({
          kind: "page",
          path: `/en/pricing/${interval}/${currency}`,
        });
  });
});
