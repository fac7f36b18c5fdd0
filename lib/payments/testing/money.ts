import { asc, eq } from "drizzle-orm";
import { findBillingAccount } from "@/db/queries/billing";
import { users } from "@/db/schema/identity";
import { paymentHistory, payments } from "@/db/schema/payments";
import { outboxEvents } from "@/db/schema/sync";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import type { TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";

/** The tenant's customer at Stripe. */
export async function customerOf(tenantId: TenantId): Promise<string> {
  const id = (await findBillingAccount(database(), tenantId))?.stripeCustomerId;
  if (!id) throw new Error(`tenant ${tenantId} has no customer`);
  return id;
}

/** Moves the customer's time by days, as its test clock would; whatever falls due on the way happens. */
export async function advanceTime(tenantId: TenantId, days: number): Promise<void> {
  const { STRIPE_API_BASE, STRIPE_SECRET_KEY } = env();
  const answer = await fetch(`${STRIPE_API_BASE}/_sandbox/advance`, {
    method: "POST",
    headers: { authorization: `Bearer ${STRIPE_SECRET_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ customer: await customerOf(tenantId), days }),
  });
  if (!answer.ok) throw new Error(`the sandbox did not move the time: ${await answer.text()}`);
}

/** Makes a test card the one that is charged. https://docs.stripe.com/testing */
export async function setCard(tenantId: TenantId, token: string): Promise<string> {
  const customer = await customerOf(tenantId);
  const method = await stripe().paymentMethods.attach(token, { customer });
  await stripe().customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
  return method.id;
}

/** A signed-in operator, who belongs to none of the workspaces under test. */
export async function anOperator(): Promise<TestTenant> {
  const operator = await aTenant();
  await database().update(users).set({ isOperator: true }).where(eq(users.id, operator.owner.user.id));
  return operator;
}

/** The tenant's payments, the oldest first. */
export const paymentsOf = (tenantId: TenantId) =>
  database().select().from(payments).where(eq(payments.tenantId, tenantId)).orderBy(asc(payments.createdAt));

/** The history of all of the tenant's payments, the oldest entry first. */
export async function historyOf(tenantId: TenantId) {
  const rows = await database()
    .select({ entry: paymentHistory })
    .from(paymentHistory)
    .innerJoin(payments, eq(payments.id, paymentHistory.paymentId))
    .where(eq(payments.tenantId, tenantId))
    .orderBy(asc(paymentHistory.occurredAt), asc(paymentHistory.sequence));
  return rows.map(({ entry }) => entry);
}

/** The domain events that were told of the tenant, of some types or all, in order. */
export async function toldOf(tenantId: TenantId, ...types: string[]) {
  const rows = await database()
    .select()
    .from(outboxEvents)
    .where(eq(outboxEvents.tenantId, tenantId))
    .orderBy(asc(outboxEvents.sequence));
  return rows.filter(({ type }) => types.length === 0 || types.includes(type));
}

/** An invoice over one line that is open: finalised, and not yet collected. */
export async function anOpenInvoice(tenantId: TenantId, amount: number): Promise<string> {
  const customer = await customerOf(tenantId);
  await stripe().invoiceItems.create({ customer, amount, currency: "usd", description: "Help by a person" });
  const invoice = await stripe().invoices.create({ customer, pending_invoice_items_behavior: "include" });
  await stripe().invoices.finalizeInvoice(invoice.id);
  return invoice.id;
}
