import type { Account, Cause } from "./account";
import { inBurstOrder } from "./events/burst-order";
import { StripeError } from "./http/errors";
import type { World } from "./world";

const BY_ITSELF: Cause = { id: null, idempotency_key: null };

/**
 * Runs a change of an account as one step: kept whole with its events, or undone when it throws. Declines are
 * answered as errors but do leave their charge behind; such errors say so themselves.
 */
export function transact<R>(world: World, account: Account, cause: Cause | null, change: () => R): R {
  account.cause = cause ?? BY_ITSELF;
  account.outbox = [];
  try {
    const result = change();
    commit(world, account);
    return result;
  } catch (error) {
    if (error instanceof StripeError && error.keepsChanges) commit(world, account);
    else rollback(account);
    throw error;
  }
}

function commit(world: World, account: Account): void {
  const events = inBurstOrder(account.outbox);
  account.outbox = [];
  for (const event of events) account.events.insert(event);
  world.deliveries?.plan(account, events);
  if (account.touched.size === 0) return;
  world.journal?.append(world, account.suffix);
  world.onCommit?.(account);
  for (const collection of account.touched) collection.commit();
  account.touched.clear();
  world.deliveries?.start(account);
}

/** Undoes what the running transaction did so far: it only looked at what would become. */
export function undo(account: Account): void {
  rollback(account);
}

function rollback(account: Account): void {
  account.outbox = [];
  for (const collection of account.touched) collection.rollback();
  account.touched.clear();
}
