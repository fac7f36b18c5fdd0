import type { Database } from "@/db/client";
import {
  expireRegistrations,
  ignoreEventsOfCleaned,
  listInterruptedRegistrations,
  listUncleanRegistrations,
  type RegistrationRow,
  updateRegistration,
} from "@/db/queries/registrations";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { deleteOrphanCustomer, findRegistrationCustomers } from "@/lib/stripe/registration-customers";
import { cancelSetupIntent } from "@/lib/stripe/setup-intents";
import { continueRegistration } from "./continue-registration";

// Well beyond the longest that a request and its retries at Stripe take.
const INTERRUPTED_AFTER_MS = 15 * 60_000;
const AT_ONCE = 100;

/**
 * Finishes registrations whose account exists and whose plan was interrupted, and clears away those that nobody
 * finished within their day: no card waits at Stripe, and no customer stays there for nobody. Safe at any time.
 */
export async function sweepRegistrations(): Promise<void> {
  const db = database();
  const now = wallNow();
  for (const id of await listInterruptedRegistrations(db, addMs(now, -INTERRUPTED_AFTER_MS), AT_ONCE))
    await continueRegistration(db, id);
  await expireRegistrations(db, now);
  for (const row of await listUncleanRegistrations(db, AT_ONCE)) await clean(db, row, now);
  await ignoreEventsOfCleaned(db);
}

async function clean(db: Database, row: RegistrationRow, now: Date): Promise<void> {
  if (row.stripeSetupIntentId) await cancelSetupIntent(row.stripeSetupIntentId);
  // Without an id the answer of Stripe's may have been lost on its way: then our own id finds the customer.
  const customers = row.stripeCustomerId ? [row.stripeCustomerId] : await findRegistrationCustomers(row.id);
  for (const id of customers) await deleteOrphanCustomer(id);
  await updateRegistration(db, row.id, { cleanedAt: now });
}
