/** The tiers from lowest to highest; a plan change goes up or down by this order. */
export const TIERS = ["free", "starter", "pro", "enterprise"] as const;
export type Tier = (typeof TIERS)[number];

export const INTERVALS = ["monthly", "yearly"] as const;
export type Interval = (typeof INTERVALS)[number];

export const CURRENCIES = ["usd", "eur", "gbp"] as const;
export type Currency = (typeof CURRENCIES)[number];

export const RESOURCES = ["locations", "products", "users", "recipes", "suppliers"] as const;
export type Resource = (typeof RESOURCES)[number];

/** Null means unlimited. */
export type Limits = Record<Resource, number | null>;

export const FEATURES = [
  "studio",
  "exports",
  "analytics",
  "api_access",
  "priority_queue",
  "branding",
  "sso_ready",
  "audit_export",
  "hierarchy",
] as const;
export type Feature = (typeof FEATURES)[number];

/** One tier's offer as the code seeds it. */
export interface CatalogueEntry {
  tier: Tier;
  version: number;
  trialDays: number;
  /** Credits of a credit month; null means unlimited. */
  monthlyCredits: number | null;
  limits: Limits;
  features: Feature[];
  /** The same number in every currency; null for a tier that is not sold. */
  price: Record<Interval, number> | null;
  /** People whom the price includes, and what each one more costs; null where their number does not matter. */
  seats: { included: number; extra: Record<Interval, number> } | null;
}

const STARTER_FEATURES: Feature[] = ["studio", "exports", "analytics"];
const PRO_FEATURES: Feature[] = [...STARTER_FEATURES, "api_access", "priority_queue", "branding"];

/** What a fresh installation sells; later changes are made in the database, as new versions. */
export const CATALOGUE: CatalogueEntry[] = [
  {
    tier: "free",
    version: 1,
    trialDays: 0,
    monthlyCredits: 10,
    limits: { locations: 1, products: 25, users: 2, recipes: 10, suppliers: 5 },
    features: ["studio"],
    price: null,
    seats: null,
  },
  {
    tier: "starter",
    version: 1,
    trialDays: 14,
    monthlyCredits: 200,
    limits: { locations: 3, products: 250, users: 5, recipes: 100, suppliers: 25 },
    features: STARTER_FEATURES,
    price: { monthly: 1900, yearly: 19000 },
    seats: null,
  },
  {
    tier: "pro",
    version: 1,
    trialDays: 14,
    monthlyCredits: null,
    limits: { locations: 10, products: 2500, users: 20, recipes: null, suppliers: 100 },
    features: PRO_FEATURES,
    price: { monthly: 4900, yearly: 49000 },
    seats: null,
  },
  {
    tier: "enterprise",
    version: 1,
    trialDays: 30,
    monthlyCredits: null,
    limits: { locations: null, products: null, users: null, recipes: null, suppliers: null },
    features: [...PRO_FEATURES, "sso_ready", "audit_export", "hierarchy"],
    price: { monthly: 19900, yearly: 199000 },
    // A year of a seat costs ten months, as a year of the plan does.
    seats: { included: 20, extra: { monthly: 1000, yearly: 10000 } },
  },
];

/** Position in the order of tiers; a greater rank is the higher tier. */
export function tierRank(tier: Tier): number {
  return TIERS.indexOf(tier);
}

/** Stripe's lookup key of a price: how it is found again on any Stripe account. */
export function lookupKey(tier: Tier, version: number, interval: Interval, currency: string): string {
  return `tierline_${tier}_v${version}_${interval}_${currency}`;
}
