import type { Account } from "../account";
import { previousAttributes } from "../engine/diff";
import { newId } from "../store/ids";
import type { StoredEvent } from "../store/wire";
import { type World, wallSeconds } from "../world";

/** The API version that the sandbox imitates. */
export const API_VERSION = "2026-10-28.endive";

/** Adds an event to the running transaction; the object is its snapshot. */
export function emit(world: World, account: Account, type: string, object: object, previous?: object): void {
  const event: StoredEvent = {
    id: newId("evt"),
    object: "event",
    api_version: API_VERSION,
    created: wallSeconds(world),
    data: previous ? { object, previous_attributes: previous } : { object },
    livemode: false,
    pending_webhooks: 0,
    request: account.cause,
    type,
  };
  account.outbox.push(event);
}

/** Emits an update with the old values of what changed; says nothing when nothing did. */
export function emitUpdate(world: World, account: Account, type: string, before: object, after: object): void {
  const previous = previousAttributes(before, after);
  if (previous) emit(world, account, type, after, previous);
}
