import type { Account, RequestLogEntry } from "../../account";
import type { Delivery } from "../../store/hidden";
import type { StoredEvent } from "../../store/wire";
import type { World } from "../../world";

export const logTabs = ["requests", "events"] as const;
export type LogTab = (typeof logTabs)[number];

/** An event with what became of it at each endpoint. */
export interface LoggedEvent {
  event: StoredEvent;
  deliveries: { delivery: Delivery; url: string }[];
}

/** What the log page shows of one account. */
export interface LogPage {
  key: string;
  tab: LogTab;
  /** Only what contains this, in path, type, id or object. */
  filter: string;
  requests: RequestLogEntry[];
  events: LoggedEvent[];
  /** How many there are beyond those shown. */
  more: number;
}

/** An account to choose, as the log's first page lists it. */
export interface KnownAccount {
  key: string;
  businessName: string;
  requests: number;
  events: number;
  /** When it was last used, in milliseconds; null when nothing has happened there. */
  usedAt: number | null;
}

const SHOWN = 100;
const ACCOUNTS_SHOWN = 25;

/** The accounts used last. Keys of a sandbox guard nothing: any key that starts with `sk_test_` opens an account. */
export function knownAccounts(world: World): { accounts: KnownAccount[]; more: number } {
  const all = [...world.accounts.values()].map(knownAccount);
  all.sort((one, other) => (other.usedAt ?? 0) - (one.usedAt ?? 0));
  return { accounts: all.slice(0, ACCOUNTS_SHOWN), more: Math.max(0, all.length - ACCOUNTS_SHOWN) };
}

function knownAccount(account: Account): KnownAccount {
  const [event] = account.events.newestFirst();
  // Requests are not kept over a restart, events are.
  const usedAt = account.requests.at(-1)?.at ?? (event ? event.created * 1000 : null);
  return {
    key: `sk_test_${account.suffix}`,
    businessName: account.settings.business_name,
    requests: account.requests.length,
    events: account.events.size,
    usedAt,
  };
}

/** The newest requests or events of an account that match the filter. */
export function logPage(account: Account, { key, tab, filter }: Pick<LogPage, "key" | "tab" | "filter">): LogPage {
  const wanted = filter.trim().toLowerCase();
  const matches = (...texts: (string | null)[]) => texts.some((text) => text?.toLowerCase().includes(wanted));
  const requests =
    tab === "requests"
      ? account.requests
          .filter((entry) => matches(entry.path, entry.id, entry.method, String(entry.status), entry.error))
          .reverse()
      : [];
  const events =
    tab === "events"
      ? account.events.newestFirst().filter((event) => matches(event.type, event.id, JSON.stringify(event.data.object)))
      : [];
  return {
    key,
    tab,
    filter,
    requests: requests.slice(0, SHOWN),
    events: events.slice(0, SHOWN).map((event) => ({ event, deliveries: deliveriesOf(account, event.id) })),
    more: Math.max(0, requests.length + events.length - SHOWN),
  };
}

function deliveriesOf(account: Account, eventId: string): LoggedEvent["deliveries"] {
  return account.deliveries.of(eventId).map((delivery) => ({
    delivery,
    url: account.webhookEndpoints.find(delivery.endpoint)?.url ?? `${delivery.endpoint} (deleted)`,
  }));
}
