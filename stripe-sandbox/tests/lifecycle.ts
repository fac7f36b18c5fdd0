import type { Account } from "../account";
import { API } from "../api";
import { advanceCustomer } from "../billing/advance";
import { handleApi } from "../http/api-handler";
import { Router } from "../http/router";
import { accountFor, createWorld, now, type World } from "../world";

/** One act in a customer's life. */
export type Step =
  | { kind: "price"; price: 0 | 1 | 2 | 3; behavior: "create_prorations" | "always_invoice" | "none" }
  | { kind: "quantity"; quantity: number; behavior: "create_prorations" | "always_invoice" | "none" }
  | { kind: "waiting_price"; price: 0 | 1 | 2 | 3 }
  | { kind: "coupon"; coupon: "percent" | "amount" | "none"; of: "subscription" | "item" }
  | { kind: "cancel"; when: "now" | "period_end" | "undo" }
  | { kind: "pause" }
  | { kind: "resume"; anchor: "now" | "unchanged"; payment: "resume_on_payment_attempt" | "resume_on_payment_success" }
  | { kind: "card"; card: "pm_card_visa" | "pm_card_chargeCustomerFail" | "pm_card_authenticationRequired" }
  | { kind: "pay" }
  | { kind: "void" }
  | { kind: "advance"; hours: number };

/** How a life begins. */
export type Beginning = {
  trialDays: number;
  price: 0 | 1 | 2 | 3;
  quantity: number;
  behavior: "allow_incomplete" | "default_incomplete";
};

const router = new Router(API);
const PRICES = [
  { amount: 1000, interval: "month" },
  { amount: 4900, interval: "month" },
  { amount: 12_000, interval: "year" },
  { tiers: true, interval: "month" },
] as const;
/** A base fee for two, and so much for each one above. */
const TIERS = {
  billing_scheme: "tiered",
  tiers_mode: "graduated",
  "tiers[0][up_to]": "2",
  "tiers[0][flat_amount]": "1900",
  "tiers[0][unit_amount]": "0",
  "tiers[1][up_to]": "inf",
  "tiers[1][unit_amount]": "700",
};

/** The customer that a life is played on. */
export type Life = { world: World; account: Account; customer: string; subscription: string };

async function call(world: World, account: Account, path: string, params: Record<string, string>, method = "POST") {
  const response = await handleApi(world, router, {
    method,
    path: `/v1/${path}`,
    query: "",
    headers: { authorization: `Bearer sk_test_${account.suffix}` },
    body: new URLSearchParams(params).toString(),
  });
  if (response.status >= 500) throw new Error(`${method} ${path}: ${response.body}`);
  const body: unknown = JSON.parse(response.body);
  const id = typeof body === "object" && body !== null && "id" in body ? String(body.id) : "";
  return { status: response.status, id };
}

const START = Date.UTC(2026, 0, 31, 12) / 1000;

/** A world with the catalogue that lives choose from. */
export async function lifeWorld(): Promise<{ world: World; account: Account; prices: string[] }> {
  const world = createWorld({ publicUrl: "http://sandbox.test", wallClock: () => START * 1000 });
  const account = accountFor(world, "lifecycles");
  const product = await call(world, account, "products", { name: "Pro" });
  const prices = [];
  for (const plan of PRICES) {
    const price = await call(world, account, "prices", {
      product: product.id,
      currency: "usd",
      ...("amount" in plan ? { unit_amount: String(plan.amount) } : TIERS),
      "recurring[interval]": plan.interval,
    });
    prices.push(price.id);
  }
  await call(world, account, "coupons", { id: "percent", percent_off: "25", duration: "forever" });
  await call(world, account, "coupons", { id: "amount", amount_off: "300", currency: "usd", duration: "once" });
  return { world, account, prices };
}

/** Begins a life: a customer with a card and a subscription, on a clock of its own. */
export async function begin(
  base: { world: World; account: Account; prices: string[] },
  beginning: Beginning,
): Promise<Life> {
  const { world, account } = base;
  const clock = await call(world, account, "test_helpers/test_clocks", { frozen_time: String(START) });
  const customer = await call(world, account, "customers", { test_clock: clock.id });
  const life = { world, account, customer: customer.id, subscription: "" };
  await giveCard(life, "pm_card_visa");
  const made = await call(world, account, "subscriptions", {
    customer: customer.id,
    "items[0][price]": base.prices[beginning.price] ?? "",
    "items[0][quantity]": String(beginning.quantity),
    payment_behavior: beginning.behavior,
    ...(beginning.trialDays > 0 ? { trial_period_days: String(beginning.trialDays) } : {}),
  });
  return { ...life, subscription: made.id };
}

async function giveCard({ world, account, customer }: Life, card: string): Promise<void> {
  const method = await call(world, account, `payment_methods/${card}/attach`, { customer });
  await call(world, account, `customers/${customer}`, {
    "invoice_settings[default_payment_method]": method.id,
  });
}

function couponParams(step: Extract<Step, { kind: "coupon" }>, item: Record<string, string>): Record<string, string> {
  const [prefix, owner] = step.of === "item" ? ["items[0][discounts]", item] : ["discounts", {}];
  return { ...owner, ...(step.coupon === "none" ? { [prefix]: "" } : { [`${prefix}[0][coupon]`]: step.coupon }) };
}

/** Plays one step; a refusal is a fine answer, a failure of the sandbox is not. */
export async function play(life: Life, prices: string[], step: Step): Promise<void> {
  const { world, account, customer, subscription } = life;
  const path = `subscriptions/${subscription}`;
  const row = account.subscriptions.get(subscription);
  const item = { "items[0][id]": row.items.data[0]?.id ?? "" };
  switch (step.kind) {
    case "price":
      await call(world, account, path, {
        ...item,
        "items[0][price]": prices[step.price] ?? "",
        proration_behavior: step.behavior,
      });
      return;
    case "waiting_price":
      await call(world, account, path, {
        ...item,
        "items[0][price]": prices[step.price] ?? "",
        proration_behavior: "always_invoice",
        payment_behavior: "pending_if_incomplete",
      });
      return;
    case "quantity":
      await call(world, account, path, {
        ...item,
        "items[0][quantity]": String(step.quantity),
        proration_behavior: step.behavior,
      });
      return;
    case "coupon":
      await call(world, account, path, couponParams(step, item));
      return;
    case "cancel":
      if (step.when === "now") await call(world, account, path, {}, "DELETE");
      else await call(world, account, path, { cancel_at_period_end: String(step.when === "period_end") });
      return;
    case "pause":
      await call(world, account, `${path}/pause`, {});
      return;
    case "resume":
      await call(world, account, `${path}/resume`, {
        "billing_cycle_anchor[type]": step.anchor,
        payment_behavior: step.payment,
      });
      return;
    case "card":
      await giveCard(life, step.card);
      return;
    case "pay":
    case "void":
      if (row.latest_invoice) await call(world, account, `invoices/${row.latest_invoice}/${step.kind}`, {});
      return;
    case "advance":
      advanceCustomer(world, account, customer, now(world, account, customer) + step.hours * 3600);
  }
}
