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
  const interrupted = await listInterruptedRegistrations(db, addMs(now, -INTERRUPTED_AFTER_MS), AT_ONCE);
  const failures = await forEach(interrupted, (id) => continueRegistration(db, id));
  await expireRegistrations(db, now);
  failures.push(...(await forEach(await listUncleanRegistrations(db, AT_ONCE), (row) => clean(db, row, now))));
  await ignoreEventsOfCleaned(db);
  if (failures.length > 0) throw new AggregateError(failures, "some registrations could not be settled");
}

/** One that fails must not keep the others from their end; answers what failed. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const item of items)
    await work(item).catch((error: unknown) => {
      failures.push(error);
    });
  return failures;
}

async function clean(db: Database, row: RegistrationRow, now: Date): Promise<void> {
  if (row.stripeSetupIntentId) await cancelSetupIntent(row.stripeSetupIntentId);
  // Without an id the answer of Stripe's may have been lost on its way: then our own id finds the customer.
  const customers = row.stripeCustomerId ? [row.stripeCustomerId] : await findRegistrationCustomers(row.id);
  for (const id of customers) await deleteOrphanCustomer(id);
  await updateRegistration(db, row.id, { cleanedAt: now });
}
