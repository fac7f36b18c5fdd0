import { findBillingAccount, findCurrentSubscription } from "@/db/queries/billing";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { advance } from "@/lib/testing/time";

/** The tenant's customer and current subscription at Stripe. */
export async function stripeIdsOf(tenantId: TenantId) {
  const account = await findBillingAccount(database(), tenantId);
  const current = await findCurrentSubscription(database(), tenantId);
  return {
    customer: account?.stripeCustomerId ?? "",
    subscription: current?.subscription.stripeSubscriptionId ?? "",
  };
}

/** From now on the tenant is charged on this test card. https://docs.stripe.com/testing */
export async function useCard(tenantId: TenantId, token: string): Promise<void> {
  const { customer } = await stripeIdsOf(tenantId);
  const card = await stripe().paymentMethods.attach(token, { customer });
  await stripe().customers.update(customer, { invoice_settings: { default_payment_method: card.id } });
}

/** Moves the tenant's time at Stripe and lets us notice. */
export async function advanceTenant(tenantId: TenantId, by: { days: number } | { to: Date }): Promise<void> {
  const { customer } = await stripeIdsOf(tenantId);
  await advance(customer, by);
  await syncTenantBilling(tenantId, "clock");
}

/** The newest invoice of the tenant's subscription. */
export async function latestInvoiceOf(tenantId: TenantId) {
  const { subscription } = await stripeIdsOf(tenantId);
  const { latest_invoice: latest } = await stripe().subscriptions.retrieve(subscription, {
    expand: ["latest_invoice"],
  });
  if (typeof latest !== "object" || latest === null) throw new Error("the subscription has no invoice");
  return latest;
}

/** The invoices that changes of plan were charged by. */
export async function changeInvoicesOf(tenantId: TenantId) {
  const { customer } = await stripeIdsOf(tenantId);
  const { data } = await stripe().invoices.list({ customer, limit: 100 });
  return data.filter((invoice) => invoice.billing_reason === "subscription_update");
}
