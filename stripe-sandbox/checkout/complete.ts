import type { Account } from "../account";
import { linkPayment, settleInvoice } from "../billing/collect";
import { createSubscription } from "../billing/create-subscription";
import { redeem } from "../billing/discounts";
import { buildInvoice, finalizeInvoice, insertInvoice } from "../billing/invoices";
import { bindToCustomer } from "../billing/payment-methods";
import { emit, emitUpdate } from "../events/emit";
import { buildCustomer } from "../resources/customers";
import type { Submitted } from "../store/hidden";
import type { CheckoutSession, Customer, Invoice, PaymentIntent, SetupIntent } from "../store/wire";
import { now, type World, wallSeconds } from "../world";
import { oneOffLine, ratesOf, sessionDiscounts } from "./order";
import { subscriptionInput } from "./totals";

/** Completes a session whose payment succeeded. */
export function completeCheckoutPayment(
  world: World,
  account: Account,
  sessionId: string,
  intent: PaymentIntent,
): void {
  complete(world, account, sessionId, { payment: intent, setup: null });
}

/** Completes a session whose card was set up: setup mode, or a subscription with nothing due. */
export function completeCheckoutSetup(world: World, account: Account, sessionId: string, intent: SetupIntent): void {
  complete(world, account, sessionId, { payment: null, setup: intent });
}

/** Completes a session that needs neither payment nor card. */
export function completeCheckoutFree(world: World, account: Account, sessionId: string): void {
  complete(world, account, sessionId, { payment: null, setup: null });
}

type Means = { payment: PaymentIntent | null; setup: SetupIntent | null };

function complete(world: World, account: Account, sessionId: string, means: Means): void {
  const session = account.checkoutSessions.get(sessionId);
  if (session.status !== "open") return;
  const submitted = account.checkoutRecords.get(sessionId).pending ?? NOTHING_SUBMITTED;
  const customer = customerOf(world, account, session, submitted);
  const method = means.payment?.payment_method ?? means.setup?.payment_method ?? null;
  if (customer && means.payment && means.payment.customer === null) adopt(account, means.payment, customer.id);
  if (customer && means.setup && means.setup.customer === null)
    account.setupIntents.update(means.setup.id, { customer: customer.id });
  if (customer && method && keepsCard(account, session, means)) bindToCustomer(world, account, method, customer.id);
  const made = fulfil(world, account, session, customer, means, method);
  const done = account.checkoutSessions.update(sessionId, {
    ...made,
    customer: customer?.id ?? null,
    customer_details: detailsOf(session, customer, submitted),
    payment_status: means.payment ? "paid" : "no_payment_required",
    status: "complete",
    url: null,
  });
  emit(world, account, "checkout.session.completed", done);
}

const NOTHING_SUBMITTED: Submitted = { email: null, name: null, country: null, postalCode: null };

function keepsCard(account: Account, session: CheckoutSession, means: Means): boolean {
  if (session.mode !== "payment") return true;
  return (
    means.payment?.setup_future_usage !== null && account.checkoutRecords.get(session.id).setupFutureUsage !== null
  );
}

function adopt(account: Account, intent: PaymentIntent, customer: string): void {
  account.paymentIntents.update(intent.id, { customer });
  if (intent.latest_charge) account.charges.update(intent.latest_charge, { customer });
}

function customerOf(world: World, account: Account, session: CheckoutSession, submitted: Submitted): Customer | null {
  const record = account.checkoutRecords.get(session.id);
  if (session.customer) {
    const before = account.customers.get(session.customer);
    return completeCustomer(world, account, before, submitted, record.updatesAddress ?? false);
  }
  const isWanted =
    session.mode !== "payment" ||
    session.customer_creation === "always" ||
    record.createsInvoice ||
    record.setupFutureUsage !== null;
  if (!isWanted) return null;
  const customer = account.customers.insert({
    ...buildCustomer({ created: wallSeconds(world), testClock: null }),
    address: addressOf(submitted),
    email: submitted.email ?? session.customer_email,
    name: submitted.name,
  });
  emit(world, account, "customer.created", customer);
  return customer;
}

/** An existing customer takes from Checkout only what it lacks, unless the session is to update the address. */
function completeCustomer(
  world: World,
  account: Account,
  before: Customer,
  submitted: Submitted,
  updatesAddress: boolean,
): Customer {
  const entered = addressOf(submitted);
  const after = account.customers.update(before.id, {
    email: before.email ?? submitted.email,
    name: before.name ?? submitted.name,
    address: updatesAddress ? (entered ?? before.address ?? null) : (before.address ?? entered),
  });
  emitUpdate(world, account, "customer.updated", before, after);
  return after;
}

function addressOf(submitted: Submitted): Customer["address"] {
  if (submitted.country === null && submitted.postalCode === null) return null;
  return {
    city: null,
    country: submitted.country,
    line1: null,
    line2: null,
    postal_code: submitted.postalCode,
    state: null,
  };
}

function detailsOf(
  session: CheckoutSession,
  customer: Customer | null,
  submitted: Submitted,
): CheckoutSession["customer_details"] {
  return {
    address: addressOf(submitted) ?? {
      city: null,
      country: null,
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
    business_name: null,
    email: customer?.email ?? submitted.email ?? session.customer_email,
    individual_name: null,
    name: submitted.name ?? customer?.name ?? null,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
}

function fulfil(
  world: World,
  account: Account,
  session: CheckoutSession,
  customer: Customer | null,
  means: Means,
  method: string | null,
): Partial<CheckoutSession> {
  switch (session.mode) {
    case "setup":
      return { setup_intent: means.setup?.id ?? session.setup_intent };
    case "payment": {
      const invoice =
        customer && means.payment && account.checkoutRecords.get(session.id).createsInvoice
          ? invoicePayment(world, account, session, customer, means.payment)
          : null;
      return { payment_intent: means.payment?.id ?? null, invoice: invoice?.id ?? null };
    }
    case "subscription": {
      if (!customer) throw new Error("subscription checkout without a customer");
      const at = now(world, account, customer.id);
      const subscription = createSubscription(world, account, {
        ...subscriptionInput(account, session, customer.id, at),
        paymentBehavior: means.payment ? "default_incomplete" : "allow_incomplete",
        defaultPaymentMethod: method,
        ...(means.payment ? { paidBy: account.paymentIntents.get(means.payment.id) } : {}),
      });
      return { subscription: subscription.id, invoice: subscription.latest_invoice };
    }
  }
}

function invoicePayment(
  world: World,
  account: Account,
  session: CheckoutSession,
  customer: Customer,
  payment: PaymentIntent,
): Invoice {
  const record = account.checkoutRecords.get(session.id);
  const at = now(world, account, customer.id);
  const currency = session.currency ?? "usd";
  const discounts = sessionDiscounts(account, record, customer.id, at);
  redeem(world, account, discounts);
  const draft = buildInvoice(account, {
    customer: customer.id,
    subscription: null,
    currency,
    billingReason: "manual",
    lines: record.lines.map((line) =>
      oneOffLine(account, { ...line, price: account.prices.get(line.price) }, currency, at),
    ),
    periodStart: at,
    periodEnd: at,
    created: at,
    discounts,
    taxRates: ratesOf(account, record.defaultTaxRates),
    automaticTax: record.automaticTax ?? false,
    autoAdvance: false,
  });
  const invoice = finalizeInvoice(world, account, insertInvoice(world, account, draft));
  if (invoice.status !== "open") return invoice;
  linkPayment(world, account, invoice, payment);
  return settleInvoice(world, account, invoice.id, payment);
}
