import { describe, expect, it } from "vitest";
import { CATALOGUE, TIERS } from "@/lib/plans/catalogue";
import { actionFor } from "./plan-action";
import { purchaseAddress } from "./plan-card";

const labels = { start: "start", upgrade: "upgrade", manage: "manage" };
const see = (viewer: (typeof TIERS)[number] | null, tier: (typeof TIERS)[number]) =>
  actionFor(viewer, { tier, href: "/buy", labels });

describe("a plan's one call to action", () => {
  it("invites strangers to start, whatever the plan", () => {
    for (const tier of TIERS) expect(see(null, tier)).toEqual({ href: "/buy", label: "start" });
  });

  it("offers those on Free every paid plan as an upgrade", () => {
    expect(see("free", "pro")).toEqual({ href: "/buy", label: "upgrade" });
  });

  it("leads subscribers to the billing page, because an offer that can't be taken is a broken promise", () => {
    expect(see("starter", "pro")).toEqual({ href: "/billing", label: "manage" });
    expect(see("pro", "starter")).toEqual({ href: "/billing", label: "manage" });
  });

  it("leads from the current plan, and to Free, to the billing page, because leaving is a cancellation", () => {
    expect(see("pro", "pro")).toEqual({ href: "/billing", label: "manage" });
    expect(see("pro", "free")).toEqual({ href: "/billing", label: "manage" });
  });

  it("names plan, interval and currency in the address, and never a price (G23)", () => {
    const addresses = CATALOGUE.map((plan) => purchaseAddress(plan, "yearly", "eur"));
    expect(addresses).toEqual([
      "/sign-up",
      "/upgrade?plan=starter&interval=yearly&currency=eur",
      "/upgrade?plan=pro&interval=yearly&currency=eur",
      "/upgrade?plan=enterprise&interval=yearly&currency=eur",
    ]);
  });
});
