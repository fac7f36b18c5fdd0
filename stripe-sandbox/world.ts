import { Account, newAccountId } from "./account";
import type { DeliveryQueue } from "./events/delivery";
import type { Journal } from "./store/journal";

/** All accounts of one sandbox process, with its clock, addresses, journal and webhook deliveries. */
export type World = {
  /** By the part of the key after `sk_test_`. */
  accounts: Map<string, Account>;
  /** Ids that hosted pages and client secrets carry, and the account that they belong to. */
  index: Map<string, Account>;
  publicUrl: string;
  /** Real time in milliseconds. */
  wallClock: () => number;
  journal: Journal | null;
  deliveries: DeliveryQueue | null;
  /** Told of each committed transaction, so that timers are planned anew. */
  onCommit: ((account: Account) => void) | null;
};

/** A world without accounts. */
export function createWorld(options: { publicUrl: string; wallClock?: () => number }): World {
  return {
    accounts: new Map(),
    index: new Map(),
    publicUrl: options.publicUrl,
    wallClock: options.wallClock ?? Date.now,
    journal: null,
    deliveries: null,
    onCommit: null,
  };
}

/** The account that a key's suffix selects; made at its first use. */
export function accountFor(world: World, suffix: string, id: string = newAccountId()): Account {
  const known = world.accounts.get(suffix);
  if (known) return known;
  const account: Account = new Account(suffix, id, (objectId) => world.index.set(objectId, account));
  world.accounts.set(suffix, account);
  return account;
}

/** The account that a hosted page's id belongs to. */
export function accountOf(world: World, objectId: string): Account | null {
  return world.index.get(objectId) ?? null;
}

/** Real time in whole seconds. */
export function wallSeconds(world: World): number {
  return Math.floor(world.wallClock() / 1000);
}

/** The time of a customer's billing: the frozen time of his test clock, else real time. */
export function now(world: World, account: Account, customerId: string | null): number {
  const clockId = customerId ? account.customers.find(customerId)?.test_clock : null;
  const clock = clockId ? account.testClocks.find(clockId) : null;
  return clock ? clock.frozen_time : wallSeconds(world);
}
