import { describe, expect, it } from "vitest";
import { guaranteesIn, judge, unknownIds } from "./guarantee-list";
import { parsePlaywrightReport, parseVitestReport, type SuiteReport } from "./reports";
import { closingLine, sumOf, tallyOfCheck, tallyOfSuite } from "./tally";

const PASSED = { title: "G2: once", file: "a.test.ts", status: "passed" } as const;
const FAILED = { title: "G3: any order", file: "a.test.ts", status: "failed" } as const;
const SKIPPED = { title: "G4: drift", file: "a.test.ts", status: "skipped" } as const;

function report(...tests: SuiteReport["tests"]): SuiteReport {
  return { tests, troubles: [] };
}

describe("the sum of a run", () => {
  it("adds every runner's tests and one for each check", () => {
    const tallies = [tallyOfCheck(true), tallyOfCheck(false), tallyOfSuite(report(PASSED, PASSED, SKIPPED), 0)];
    expect(sumOf(tallies)).toEqual({ passed: 3, failed: 1, skipped: 1 });
    expect(closingLine(sumOf(tallies))).toBe("3 passed, 1 failed");
  });

  it("counts a suite without a report, without tests or with an unexplained exit code as failed, since silence proves nothing", () => {
    expect(tallyOfSuite(undefined, 1).failed).toBe(1);
    expect(tallyOfSuite(undefined, 0).failed).toBe(1);
    expect(tallyOfSuite(report(), 0).failed).toBe(1);
    expect(tallyOfSuite(report(SKIPPED), 0).failed).toBe(1);
    expect(tallyOfSuite(report(PASSED), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it("counts named failures and troubles once each", () => {
    expect(tallyOfSuite({ tests: [PASSED, FAILED], troubles: ["b.test.ts does not load"] }, 1)).toMatchObject({
      passed: 1,
      failed: 2,
    });
  });
});

describe("the runners' reports", () => {
  it("reads Vitest's, with files that do not load as troubles", () => {
    const json = {
      success: false,
      testResults: [
        {
          name: "/a.test.ts",
          status: "passed",
          message: "",
          assertionResults: [{ fullName: "x y", status: "passed" }],
        },
        { name: "/b.test.ts", status: "failed", message: "no module", assertionResults: [] },
      ],
    };
    expect(parseVitestReport(json)).toEqual({
      tests: [{ title: "x y", file: "/a.test.ts", status: "passed" }],
      troubles: ["/b.test.ts: no module"],
    });
  });

  it("takes Vitest's failure without any failed test for trouble, since an unhandled rejection names no test", () => {
    expect(parseVitestReport({ success: false, testResults: [] }).troubles).toHaveLength(1);
  });

  it("reads Playwright's nested suites, each project's run a test of its own", () => {
    const tests = [
      { projectName: "desktop", status: "expected" },
      { projectName: "phone", status: "unexpected" },
    ];
    const inner = { title: "pricing", specs: [{ title: "shows", file: "p.spec.ts", tests }] };
    const json = { errors: [], suites: [{ title: "p.spec.ts", file: "p.spec.ts", specs: [], suites: [inner] }] };
    expect(parsePlaywrightReport(json).tests).toEqual([
      { title: "pricing shows [desktop]", file: "e2e/p.spec.ts", status: "passed" },
      { title: "pricing shows [phone]", file: "e2e/p.spec.ts", status: "failed" },
    ]);
  });
});

describe("promises and their proofs", () => {
  const tests = [PASSED, FAILED, SKIPPED];
  const promise = (id: string) => ({ id, title: "", missing: "" });

  it("finds the ids in a title, whole words only", () => {
    expect(guaranteesIn("G2, G13: applied once (G2), not LG7 or G100")).toEqual(["G2", "G13"]);
  });

  it("judges kept, broken and planned; a skipped test proves nothing", () => {
    expect(judge(promise("G2"), tests).state).toBe("kept");
    expect(judge(promise("G3"), tests).state).toBe("broken");
    expect(judge(promise("G4"), tests).state).toBe("planned");
    expect(judge(promise("G1"), tests).state).toBe("planned");
  });

  it("names ids that are not in the list", () => {
    expect(unknownIds([promise("G2"), promise("G3")], tests)).toEqual(["G4"]);
  });
});
