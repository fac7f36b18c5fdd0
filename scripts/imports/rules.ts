import { type Import, withoutComments } from "./read-imports";

/** A broken rule, where, and what the rule is for. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

type Pattern = string;

interface DirectionRule {
  /** Path prefixes of the files that the rule binds; a trailing slash means a folder. */
  readonly from: readonly Pattern[];
  readonly exceptFrom?: readonly Pattern[];
  readonly mayNotImport: readonly Pattern[];
  readonly except?: readonly Pattern[];
  /** Types are free: they are gone at run time. */
  readonly allowsTypes?: boolean;
  readonly because: string;
}

// Pure models: data and decisions without a clock, a database or a network, so that they are tested in an instant and
// may be used from anywhere, the browser included.
const PURE_MODELS = [
  "lib/ids",
  "lib/money",
  "lib/entitlements/decide-access",
  "lib/entitlements/policy",
  "lib/credits/credit-month",
  "lib/credits/credit-policy",
  "lib/payments/payment-events",
  "lib/payments/payment-status",
  "lib/payments/plan-payment-writes",
  "lib/payments/refund-policy",
  "lib/plans/catalogue",
  "lib/plans/price-for-members",
  "lib/plan-changes/decide-change",
  "lib/sync/choose-current",
  "lib/sync/decide-billing",
  "lib/sync/billing-snapshot",
  "lib/tenants/permissions",
];
const CLOCK = "lib/clock";
const PRODUCT = ["app/", "components/", "lib/", "db/"];
// Parts of lib/http that know nothing of routes and serve use cases too.
const HTTP_BASICS = ["lib/http/cursor", "lib/http/rate-limit", "lib/http/return-path", "lib/http/origin"];

const DIRECTION: readonly DirectionRule[] = [
  {
    from: ["components/", "lib/", "db/", "e2e/", "bench/", "scripts/", "stripe-sandbox/"],
    mayNotImport: ["app/"],
    because: "routes are the outermost layer: nothing imports app",
  },
  {
    from: ["app/"],
    mayNotImport: ["lib/stripe/", "db/"],
    allowsTypes: true,
    because: "pages and handlers call use cases; SQL and Stripe stand behind them",
  },
  {
    from: ["components/ui/"],
    mayNotImport: ["lib/", "components/"],
    except: ["components/ui/", "lib/i18n/format", "lib/money"],
    because: "ui primitives know nothing of billing",
  },
  {
    from: ["components/"],
    mayNotImport: [
      "db/",
      "lib/stripe/",
      "lib/sync/",
      "lib/http/",
      "lib/database",
      "lib/env",
      "lib/jobs/",
      "lib/events/",
    ],
    except: ["lib/http/return-path"],
    allowsTypes: true,
    because: "components run in the browser: they speak to the API",
  },
  {
    from: ["lib/"],
    mayNotImport: ["components/"],
    because: "lib serves pages, workers and other services alike: it knows no components",
  },
  {
    from: ["lib/"],
    exceptFrom: ["lib/http/", "lib/openapi/"],
    mayNotImport: ["lib/http/"],
    except: HTTP_BASICS,
    because: "use cases know no requests and responses",
  },
  {
    from: ["lib/sync/"],
    mayNotImport: ["lib/subscriptions/", "lib/checkout/", "lib/registration/", "lib/api/", "lib/auth/"],
    allowsTypes: true,
    because: "every use case ends in the sync, never the other way round",
  },
  {
    from: ["lib/stripe/"],
    mayNotImport: ["db/", "lib/"],
    except: ["lib/stripe/", "lib/env", "lib/clock", "lib/errors", "lib/logger", ...PURE_MODELS],
    allowsTypes: true,
    because: "calls to Stripe are thin: they decide and store nothing",
  },
  {
    from: ["db/"],
    exceptFrom: ["db/seed"],
    mayNotImport: ["lib/", "scripts/"],
    except: ["lib/ids"],
    allowsTypes: true,
    because: "db is the lowest layer: it stores, and decides nothing",
  },
  {
    from: PURE_MODELS,
    mayNotImport: ["lib/", "db/"],
    // The clock's calendar arithmetic is pure; that nobody asks it for the present is checked below.
    except: [...PURE_MODELS, "lib/errors", CLOCK],
    allowsTypes: true,
    because: "pure models import nothing that acts",
  },
  {
    from: [...PRODUCT, "e2e/", "bench/", "scripts/", "instrumentation", "proxy"],
    mayNotImport: ["stripe-sandbox/"],
    because: "the local Stripe is reached over HTTP alone, as the real one is",
  },
  {
    from: ["stripe-sandbox/"],
    mayNotImport: [...PRODUCT, "scripts/", "e2e/"],
    because: "the local Stripe is a product of its own and knows nothing of this one",
  },
  {
    from: PRODUCT,
    mayNotImport: ["scripts/", "e2e/", "bench/"],
    because: "what is deployed does not depend on the tools around it",
  },
];

const READS_THE_CLOCK = /\bnew Date\(\s*\)|\bDate\.now\(|\bDate\(\s*\)/;

function matches(target: string, patterns: readonly Pattern[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith("/") ? target.startsWith(pattern) : target === pattern || target.startsWith(`${pattern}.`),
  );
}

/** Tests, and what builds their world, may reach further than what they test. */
function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.split("/").includes("testing");
}

function directionViolations(file: string, imports: readonly Import[]): Violation[] {
  const rules = DIRECTION.filter((rule) => matches(file, rule.from) && !matches(file, rule.exceptFrom ?? []));
  return rules.flatMap((rule) =>
    imports
      .filter(({ isPackage, isTypeOnly }) => !isPackage && !(isTypeOnly && rule.allowsTypes))
      .filter(({ target }) => matches(target, rule.mayNotImport) && !matches(target, rule.except ?? []))
      .map(({ target, line }) => ({ file, line, message: `imports ${target}, but ${rule.because}` })),
  );
}

function linesWith(file: string, source: string, pattern: RegExp, message: string): Violation[] {
  const lines = withoutComments(source).split("\n");
  return lines.flatMap((text, index) => (pattern.test(text) ? [{ file, line: index + 1, message }] : []));
}

function clockViolations(file: string, source: string): Violation[] {
  if (!matches(file, PRODUCT) || matches(file, [CLOCK])) return [];
  const message = "reads the time itself; lib/clock.ts does, so that time can be moved";
  const own = linesWith(file, source, READS_THE_CLOCK, message);
  if (!matches(file, PURE_MODELS)) return own;
  return [
    ...own,
    ...linesWith(file, source, /\bwallNow\(/, "asks for the present, but a pure model is given the time"),
  ];
}

/** All that a file does against the rules of direction. */
export function violationsOf(file: string, source: string, imports: readonly Import[]): Violation[] {
  if (isTest(file)) return [];
  return [...directionViolations(file, imports), ...clockViolations(file, source)];
}
