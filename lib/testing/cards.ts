import { stripe } from "@/lib/stripe/client";

async function saveCard(stripeCustomerId: string, token: string): Promise<string> {
  const card = await stripe().paymentMethods.attach(token, { customer: stripeCustomerId });
  await stripe().customers.update(stripeCustomerId, { invoice_settings: { default_payment_method: card.id } });
  return card.id;
}

/** From now on every charge of the customer is declined. https://docs.stripe.com/testing#declined-payments */
export async function giveFailingCard(stripeCustomerId: string): Promise<void> {
  await saveCard(stripeCustomerId, "pm_card_chargeCustomerFail");
}

/** From now on the customer's charges work; with `paysOpenInvoices`, what is open is paid at once. */
export async function giveWorkingCard(
  stripeCustomerId: string,
  options: { paysOpenInvoices?: boolean } = {},
): Promise<void> {
  await saveCard(stripeCustomerId, "pm_card_visa");
  if (!options.paysOpenInvoices) return;
  const open = await stripe().invoices.list({ customer: stripeCustomerId, status: "open" });
  for (const { id } of open.data) await stripe().invoices.pay(id);
}
