import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wallSeconds } from "../world";
import { Counterparts, compare, momentOf } from "./replay-compare";
import { sandboxForFile, type TestAccount } from "./sandbox";
import { answerMisfits } from "./shapes";

/**
 * Replays recorded requests of real Stripe at the moment of their recording and compares the answers by value.
 * The recordings are not part of this repository.
 */
const FOLDER = join(process.env.STRIPE_TRUTH_DIR ?? join(process.cwd(), "../shared/stripe-truth"), "api");

type Exchange = {
  api_version: string;
  request: { method: string; path: string; params: Record<string, string | string[]> };
  response: { status: number; body: Record<string, unknown> };
};

/** What the accounts of the recordings sold. */
const CATALOGUE = [
  { recorded: "small-monthly", amount: 2500, interval: "month", nickname: "Small Monthly", tax: "exclusive" },
  { recorded: "small-annual", amount: 25_000, interval: "year", nickname: "Small Annual", tax: "unspecified" },
  { recorded: "default", amount: 1000, interval: "month", nickname: "Default", tax: "exclusive" },
  { recorded: "price_1ILVZaKXBGcbgpbZQ26kgXWG", amount: 1500, interval: null, nickname: null, tax: "unspecified" },
  { recorded: "price_1JNJJkKXBGcbgpbZuOiH3XJK", amount: 1900, interval: "month", nickname: null, tax: "unspecified" },
  { recorded: "price_1ISuPKQK2ZHS99Rkrxy6GwbM", amount: 1000, interval: "month", nickname: null, tax: "unspecified" },
] as const;
/** The only one of another account, with a product of its own. */
const OF_OTHER_ACCOUNT = "price_1ISuPKQK2ZHS99Rkrxy6GwbM";

/** What is not compared, and why. */
const NOT_COMPARED: readonly RegExp[] = [
  // Payment methods other than cards, which the recorded accounts had switched on.
  /(^|\.)payment_method_(types|configuration_details|options\.(?!card))/,
  // Settings of the recorded accounts, Connect among them.
  /(^|\.)(application|calculated_statement_descriptor|rendering\.pdf\.page_size)$/,
  // Older than endive: its types have none of these.
  /(^|\.)(charge|latest_charge)?\.?(order|dispute|destination)$/,
  // When a price was made says nothing about the request.
  /(^|\.)(price|plan)\.created$/,
  // Known differences of the README: the challenge is always a redirect, the balance transaction is there at once.
  /^next_action\.(type|use_stripe_sdk)$|^latest_charge\.balance_transaction$/,
  // Drawn by lot by both.
  /(^|\.)outcome\.risk_score$/,
];

const NEWEST_RECORDED = "2026-03-25.dahlia";
/** What endive's types have and dahlia's wire had not, or the other way round. */
const CHANGED_SINCE = [
  "allowed_payment_method_types: missing in PaymentIntent",
  "allowed_payment_method_types: missing in Session",
  "billing_cycle_anchor: missing in EndBehavior",
  "billing_schedules: missing in Subscription",
  "current_trial: missing in SubscriptionItem",
  "custom_fields: missing in InvoiceSettings",
  "description: missing in InvoiceSettings",
  "destination: Charge has no such field",
  "dispute: Charge has no such field",
  "electronic_commerce_indicator: missing in Card",
  "feedback_option: missing in CancellationDetails",
  "footer: missing in InvoiceSettings",
  "managed_payments: missing in PaymentIntent",
  "managed_payments: missing in Session",
  "managed_payments: missing in Subscription",
  "order: Charge has no such field",
  "payment_record: missing in PaymentIntent",
  "subscription: missing in InvoiceLineItem",
  "transaction_link_id: missing in Card",
];

const account = sandboxForFile();
const total = { requests: 0, supported: 0, values: 0, endpoints: new Set<string>() };

function isCompared(path: string): boolean {
  return !NOT_COMPARED.some((pattern) => pattern.test(path));
}

function exchangesOf(file: string): Exchange[] {
  const parsed: unknown = JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
  return Array.isArray(parsed) ? parsed : [];
}

/** The name of the business as the recorded answers show it. */
function businessName(recording: string): string {
  return /"account_name": ?"([^"]+)"/.exec(recording)?.[1] ?? "Pay";
}

async function seed(owner: TestAccount, counterparts: Counterparts): Promise<void> {
  const mine = await owner.stripe.products.create({ name: "Test Subscription", unit_label: "user" });
  const others = await owner.stripe.products.create({ name: "Default" });
  for (const { recorded, amount, interval, nickname, tax } of CATALOGUE) {
    const price = await owner.stripe.prices.create({
      product: recorded === OF_OTHER_ACCOUNT ? others.id : mine.id,
      currency: "usd",
      unit_amount: amount,
      tax_behavior: tax,
      ...(interval ? { recurring: { interval } } : {}),
      ...(nickname ? { nickname } : {}),
    });
    counterparts.match(recorded, price.id);
  }
  await owner.stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
}

async function replayFile(file: string): Promise<string[]> {
  const owner = account();
  const counterparts = new Counterparts();
  const recording = readFileSync(join(FOLDER, file), "utf8");
  await owner.control("POST", "settings", { business_name: businessName(recording) });
  await seed(owner, counterparts);
  const exchanges = exchangesOf(file);
  const moments = exchanges.map(({ response }) => momentOf(response.body)).filter((at) => at > 0);
  let moment = Math.min(wallSeconds(owner.world), ...moments);
  const differences: string[] = [];
  for (const { request, response } of exchanges) {
    if (response.status === 401) continue;
    moment = Math.max(moment, momentOf(response.body));
    owner.world.wallClock = () => moment * 1000;
    const name = `${request.method} ${request.path.replace(/[a-z]+_[A-Za-z0-9]{8,}|pm_card_\w+/g, ":id")}`;
    const answer = await send(owner, counterparts, request);
    total.requests += 1;
    if (answer.status === 501) continue;
    const compared =
      answer.status === response.status
        ? compare(response.body, answer.body, counterparts, isCompared)
        : { values: 1, differences: [`${answer.status} for ${response.status}: ${JSON.stringify(answer.body)}`] };
    differences.push(...compared.differences.map((difference) => `${name} ${difference}`));
    total.supported += 1;
    total.values += compared.values;
    total.endpoints.add(name);
  }
  return differences;
}

async function send(owner: TestAccount, counterparts: Counterparts, request: Exchange["request"]) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(request.params)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      form.append(Array.isArray(value) && !name.endsWith("[]") ? `${name}[]` : name, counterparts.text(entry));
    }
  }
  const isGet = request.method === "GET";
  const response = await fetch(`${owner.url}${counterparts.text(request.path)}${isGet ? `?${form}` : ""}`, {
    method: request.method,
    headers: { authorization: `Bearer ${owner.key}`, "content-type": "application/x-www-form-urlencoded" },
    ...(isGet ? {} : { body: form.toString() }),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

describe("recordings of real Stripe", () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".json")) : [];
  it.each(files)("are answered with the same values: %s", async (file) => {
    expect(await replayFile(file)).toEqual([]);
  });

  const newest = files.flatMap(exchangesOf).filter((exchange) => exchange.api_version === NEWEST_RECORDED);
  it.each(newest.length > 0 ? [NEWEST_RECORDED] : [])("of %s fit the SDK's types but for what came later", () => {
    const differences = new Set<string>();
    for (const { response } of newest) {
      // Of a place, only the field and its owner: "order: Charge has no such field".
      for (const each of answerMisfits(response.body)) differences.add(each.replace(/^.*\.(\w+: )/, "$1"));
    }
    expect([...differences].sort()).toEqual(CHANGED_SINCE);
  });

  it("say how much of them was compared", () => {
    const { requests, supported, values, endpoints } = total;
    process.stdout.write(
      files.length === 0
        ? `no recordings at ${FOLDER}: nothing was replayed\n`
        : `${files.length} recordings: ${supported} of ${requests} requests supported, ${endpoints.size} endpoints, ${values} values compared\n`,
    );
    expect(supported).toBe(requests);
  });
});
