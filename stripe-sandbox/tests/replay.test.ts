import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aPrice, sandboxForFile, type TestAccount } from "./sandbox";

/**
 * Replays recorded requests of real Stripe and compares the shape of each answer: same status, and no property of
 * the recording missing. Ids are translated as they appear. The recordings are not part of this repository.
 */
const FOLDER = join(process.env.STRIPE_TRUTH_DIR ?? join(process.cwd(), "../shared/stripe-truth"), "api");

type Exchange = {
  request: { method: string; path: string; params: Record<string, string | string[]> };
  response: { status: number; body: Record<string, unknown> };
};

/** Properties that depend on the account's settings, or on payment methods other than cards. */
const NOT_OURS = new Set([
  "application",
  "payment_method_options",
  "payment_method_types",
  "payment_method_configuration_details",
  "plan",
  "source",
  "destination",
  "order",
  "dispute",
  "receipt_url",
  "metadata",
  "default_source",
  "payments",
  "request_log_url",
  "tax_id",
  "application_fee",
  "next_action",
  "balance_transaction",
  "refunds",
  "invoice_credit_balance",
  "tax",
]);

const account = sandboxForFile();
const covered: string[] = [];

function missing(recorded: unknown, answered: unknown, path: string): string[] {
  if (typeof recorded !== "object" || recorded === null || Array.isArray(recorded)) return [];
  if (typeof answered !== "object" || answered === null) return [];
  const present = new Map(Object.entries(answered));
  return Object.entries(recorded).flatMap(([key, value]) => {
    if (NOT_OURS.has(key)) return [];
    const at = path === "" ? key : `${path}.${key}`;
    return present.has(key) ? missing(value, present.get(key), at) : [at];
  });
}

async function seed(owner: TestAccount) {
  const product = await owner.stripe.products.create({ name: "Test Subscription", unit_label: "user" });
  const monthly = await aPrice(owner.stripe, 2500, { product: product.id });
  const annual = await aPrice(owner.stripe, 25_000, { product: product.id, interval: "year" });
  const credits = await owner.stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 1500 });
  await owner.stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
  return { monthly: monthly.id, annual: annual.id, credits: credits.id };
}

class Translator {
  private readonly ids = new Map<string, string>();

  constructor(private readonly prices: { monthly: string; annual: string; credits: string }) {}

  learn(recorded: unknown, answered: unknown): void {
    if (typeof recorded !== "object" || recorded === null || typeof answered !== "object" || answered === null) return;
    const present = new Map(Object.entries(answered));
    for (const [key, value] of Object.entries(recorded)) {
      const ours = present.get(key);
      if (typeof value === "string" && typeof ours === "string" && /^[a-z]+_\w{8,}/.test(value))
        this.ids.set(value, ours);
      else this.learn(value, ours);
    }
  }

  text(value: string, name: string): string {
    const known = this.ids.get(value);
    if (known) return known;
    if (!/\[?(price|plan)\]?$/.test(name) || value === "invalid") return value;
    if (name.startsWith("line_items") && value.startsWith("price_")) return this.prices.credits;
    return value.includes("annual") ? this.prices.annual : this.prices.monthly;
  }

  path(path: string): string {
    return path
      .split("/")
      .map((segment) => this.ids.get(segment) ?? segment)
      .join("/");
  }
}

async function replayFile(file: string): Promise<string[]> {
  const owner = account();
  const translator = new Translator(await seed(owner));
  const parsed: unknown = JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
  const exchanges: Exchange[] = Array.isArray(parsed) ? parsed : [];
  const problems: string[] = [];
  for (const { request, response } of exchanges) {
    if (response.status === 401) continue;
    const answer = await send(owner, translator, request);
    covered.push(`${request.method} ${request.path.replace(/[a-z]+_[A-Za-z0-9_]{6,}/g, ":id")}`);
    if (answer.status !== response.status)
      problems.push(
        `${request.method} ${request.path}: ${answer.status} for ${response.status} ${JSON.stringify(answer.body).slice(0, 200)}`,
      );
    else
      problems.push(
        ...missing(response.body, answer.body, "").map((at) => `${request.method} ${request.path}: no ${at}`),
      );
    translator.learn(response.body, answer.body);
  }
  return problems;
}

async function send(owner: TestAccount, translator: Translator, request: Exchange["request"]) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(request.params)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      const key = Array.isArray(value) && !name.endsWith("[]") ? `${name}[]` : name;
      form.append(key, translator.text(entry, name));
    }
  }
  const isGet = request.method === "GET";
  const path = translator.path(request.path);
  const response = await fetch(`${owner.url}${path}${isGet ? `?${form}` : ""}`, {
    method: request.method,
    headers: { authorization: `Bearer ${owner.key}`, "content-type": "application/x-www-form-urlencoded" },
    ...(isGet ? {} : { body: form.toString() }),
  });
  return { status: response.status, body: await response.json() };
}

describe.runIf(existsSync(FOLDER))("recordings of real Stripe", () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".json")) : [];
  for (const file of files) {
    it(`are answered with the same status and no property missing: ${file}`, async () => {
      expect(await replayFile(file)).toEqual([]);
    });
  }

  it("cover the endpoints that they name", () => {
    process.stdout.write(
      `replayed ${covered.length} requests of ${files.length} recordings, ${new Set(covered).size} endpoints\n`,
    );
    expect(covered.length).toBeGreaterThan(100);
  });
});
