import { afterEach, beforeEach } from "vitest";

// A warning that nobody reads is a defect that nobody fixes: stray console.error and console.warn fail the test.
// A test that expects one replaces it: vi.spyOn(console, "error").mockImplementation(() => undefined).
const LEVELS = ["error", "warn"] as const;

let stray: string[] = [];

beforeEach(() => {
  stray = [];
  for (const level of LEVELS) {
    console[level] = (...args: unknown[]) => {
      stray.push(`console.${level}: ${args.map((arg) => (arg instanceof Error ? arg.stack : String(arg))).join(" ")}`);
    };
  }
});

afterEach(() => {
  const heard = stray;
  stray = [];
  if (heard.length > 0) throw new Error(`This test wrote to the console:\n${heard.join("\n")}`);
});
