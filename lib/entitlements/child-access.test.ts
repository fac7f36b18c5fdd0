import { describe, expect, it } from "vitest";
import { childAccess } from "./child-access";
import { creditsOf } from "./credits-of";
import type { Access } from "./decide-access";

const PAID: Access = { tier: "enterprise", mode: "full", reason: "active", nextChangeAt: null };
const FREE: Access = { tier: "free", mode: "full", reason: "no_subscription", nextChangeAt: null };

describe("the access of a workspace below another", () => {
  it("is its root's, as long as the root's plan has room for it", () => {
    expect(childAccess(PAID, true, false)).toEqual(PAID);
    const grace: Access = { ...PAID, mode: "grace", reason: "payment_failed_grace" };
    expect(childAccess(grace, true, false)).toEqual(grace);
  });

  it("G9: is reading alone after that, because a downgrade deletes nothing", () => {
    expect(childAccess(FREE, false, false)).toEqual({ ...FREE, mode: "read_only", reason: "parent_plan" });
  });

  it("is nothing while one of the two is suspended, each for itself", () => {
    expect(childAccess(PAID, true, true)).toMatchObject({ mode: "none", reason: "suspended" });
    const suspended: Access = { ...FREE, mode: "none", reason: "suspended" };
    expect(childAccess(suspended, true, false)).toEqual(suspended);
    expect(childAccess(suspended, false, false)).toEqual(suspended);
  });
});

describe("G20: free credits are given once a person, because workspaces cost nothing to open", () => {
  const free = { monthlyCredits: 10 };
  const personal = { kind: "personal", parentId: null } as const;
  const team = { kind: "team", parentId: null } as const;
  const child = { kind: "team", parentId: "some-root" } as const;

  it("G20: to the personal workspace, not to a team's on Free", () => {
    expect([creditsOf(FREE, free, personal), creditsOf(FREE, free, team)]).toEqual([10, 0]);
  });

  it("G20: with a paid plan to either, and to a child only where they are unlimited", () => {
    const starter: Access = { ...PAID, tier: "starter" };
    expect(creditsOf(starter, { monthlyCredits: 200 }, team)).toBe(200);
    expect(creditsOf(starter, { monthlyCredits: 200 }, child)).toBe(0);
    expect(creditsOf(PAID, { monthlyCredits: null }, child)).toBeNull();
  });

  it("G20: to nobody who may not spend them", () => {
    expect(creditsOf({ ...PAID, mode: "read_only" }, { monthlyCredits: null }, personal)).toBe(0);
  });
});
