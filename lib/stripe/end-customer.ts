import type Stripe from "stripe";
import { askStripe, isMissing, isRefusal } from "./client";
import { endSubscription } from "./end-subscription";

const PAGE = 100;
const AT_MOST = 1_000;

/**
 * Ends everything by which a customer could ever be charged again, then deletes him with his cards: open payment pages
 * first, so that nothing new is bought, then subscriptions, then what is still owed. Repeating it goes on where it was
 * interrupted. Answers how many subscriptions it ended. https://docs.stripe.com/api/customers/delete
 */
export async function endCustomer(stripeCustomerId: string, comment: string): Promise<number> {
  if (await isGone(stripeCustomerId)) return 0;
  await askStripe((sdk) => expirePages(sdk, stripeCustomerId));
  const running = await askStripe((sdk) => listRunning(sdk, stripeCustomerId));
  for (const id of running) await endSubscription(id, comment);
  await askStripe((sdk) => voidOwed(sdk, stripeCustomerId));
  await askStripe((sdk) => sdk.customers.del(stripeCustomerId).catch(ignoreMissing));
  return running.length;
}

/** Whether Stripe has no such customer, or had him once. */
async function isGone(stripeCustomerId: string): Promise<boolean> {
  const customer = await askStripe((sdk) => sdk.customers.retrieve(stripeCustomerId).catch(ignoreMissing));
  return !customer || customer.deleted === true;
}

async function expirePages(sdk: Stripe, customer: string): Promise<void> {
  const open = await sdk.checkout.sessions
    .list({ customer, status: "open", limit: PAGE })
    .autoPagingToArray({ limit: AT_MOST });
  // Paid or expired in this very moment: what was bought is found among the subscriptions.
  for (const { id } of open) await sdk.checkout.sessions.expire(id).catch(ignoreRefusal);
}

async function listRunning(sdk: Stripe, customer: string): Promise<string[]> {
  const all = await sdk.subscriptions
    .list({ customer, status: "all", limit: PAGE })
    .autoPagingToArray({ limit: AT_MOST });
  return all.filter(({ ended_at }) => ended_at === null).map(({ id }) => id);
}

async function voidOwed(sdk: Stripe, customer: string): Promise<void> {
  for (const status of ["open", "uncollectible"] as const) {
    const owed = await sdk.invoices.list({ customer, status, limit: PAGE }).autoPagingToArray({ limit: AT_MOST });
    // Paid in this very moment: then there is nothing left of it to void.
    for (const { id } of owed) await sdk.invoices.voidInvoice(id).catch(ignoreRefusal);
  }
}

function ignoreMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

function ignoreRefusal(error: unknown): null {
  if (isRefusal(error)) return null;
  throw error;
}
