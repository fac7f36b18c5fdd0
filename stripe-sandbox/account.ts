import type { LineInput } from "./billing/invoice-lines";
import { Collection } from "./store/collection";
import type * as Hidden from "./store/hidden";
import { newId } from "./store/ids";
import type * as Wire from "./store/wire";

/** Who asked for what happens in a transaction; both null for what Stripe does by itself. */
export type Cause = { id: string | null; idempotency_key: string | null };

/** One faked fault of the API, set by the control API. */
export type RequestFault = {
  path: string;
  method: string | null;
  status: number;
  latencyMs: number;
  remaining: number;
};

/** One answered request, kept for the log page. */
export type RequestLogEntry = {
  id: string;
  at: number;
  method: string;
  path: string;
  status: number;
  duration_ms: number;
  idempotency_key: string | null;
  body: Wire.Json;
  error: string | null;
  /** The answer's beginning; null once newer requests took its place. */
  response: string | null;
};

/** How many answers the log keeps, and how much of each. */
const ANSWERS_LOGGED = 200;
const ANSWER_LENGTH = 16_384;

type Row = { id: string };
type Options<T> = { groupBy?: (row: T) => string | null; isIndexed?: boolean };

/** One isolated Stripe account: everything that one API key sees. */
export class Account {
  readonly touched = new Set<Collection<Row>>();
  readonly collections = new Map<string, Collection<Row>>();
  readonly faults: RequestFault[] = [];
  readonly requests: RequestLogEntry[] = [];
  /** Events emitted by the running transaction. */
  outbox: Wire.StoredEvent[] = [];
  cause: Cause = { id: null, idempotency_key: null };

  constructor(
    readonly suffix: string,
    readonly id: string,
    private readonly onIndexedInsert: (objectId: string) => void,
  ) {}

  /** What is left of customers that were deleted: Stripe goes on answering for them. */
  readonly deletedCustomers = this.collection<Wire.DeletedCustomer>("deleted_customers");
  readonly customers = this.collection<Wire.Customer>("customers", { groupBy: (row) => row.test_clock ?? null });
  readonly products = this.collection<Wire.Product>("products");
  readonly prices = this.collection<Wire.Price>("prices");
  readonly coupons = this.collection<Wire.Coupon>("coupons");
  readonly promotionCodes = this.collection<Wire.PromotionCode>("promotion_codes");
  readonly discounts = this.collection<Wire.Discount>("discounts");
  readonly taxRates = this.collection<Wire.TaxRate>("tax_rates");
  readonly paymentMethods = this.collection<Wire.PaymentMethod>("payment_methods", { groupBy: (row) => row.customer });
  readonly cards = this.collection<Hidden.CardRecord>("cards");
  readonly setupIntents = this.collection<Wire.SetupIntent>("setup_intents", { isIndexed: true });
  readonly paymentIntents = this.collection<Wire.PaymentIntent>("payment_intents", {
    isIndexed: true,
    groupBy: (row) => row.customer,
  });
  readonly intentRecords = this.collection<Hidden.IntentRecord>("intent_records");
  readonly charges = this.collection<Wire.Charge>("charges", { groupBy: (row) => row.payment_intent });
  readonly balanceTransactions = this.collection<Wire.BalanceTransaction>("balance_transactions");
  readonly refunds = this.collection<Wire.Refund>("refunds", { groupBy: (row) => row.charge });
  readonly disputes = this.collection<Wire.Dispute>("disputes");
  readonly checkoutSessions = this.collection<Wire.CheckoutSession>("checkout_sessions", { isIndexed: true });
  readonly checkoutRecords = this.collection<Hidden.CheckoutRecord>("checkout_records");
  readonly subscriptions = this.collection<Wire.Subscription>("subscriptions", { groupBy: (row) => row.customer });
  readonly subscriptionRecords = this.collection<Hidden.SubscriptionRecord>("subscription_records");
  readonly schedules = this.collection<Wire.SubscriptionSchedule>("subscription_schedules", {
    groupBy: (row) => row.customer,
  });
  readonly invoices = this.collection<Wire.Invoice>("invoices", { isIndexed: true, groupBy: (row) => row.customer });
  readonly invoiceRecords = this.collection<Hidden.InvoiceRecord>("invoice_records");
  readonly invoiceItems = this.collection<Wire.InvoiceItem>("invoice_items", { groupBy: (row) => row.customer });
  readonly pendingLines = this.collection<{ id: string; line: LineInput }>("pending_lines");
  readonly invoicePayments = this.collection<Wire.InvoicePayment>("invoice_payments", {
    groupBy: (row) => row.invoice,
  });
  readonly creditNotes = this.collection<Wire.CreditNote>("credit_notes", { groupBy: (row) => row.invoice });
  readonly customerBalanceTransactions = this.collection<Wire.CustomerBalanceTransaction>(
    "customer_balance_transactions",
    { groupBy: (row) => row.customer },
  );
  readonly testClocks = this.collection<Wire.TestClock>("test_clocks");
  readonly portalConfigurations = this.collection<Wire.PortalConfiguration>("portal_configurations");
  readonly portalSessions = this.collection<Wire.PortalSession>("portal_sessions", { isIndexed: true });
  readonly events = this.collection<Wire.StoredEvent>("events");
  readonly webhookEndpoints = this.collection<Wire.WebhookEndpoint>("webhook_endpoints");
  readonly endpointSecrets = this.collection<Hidden.EndpointSecret>("endpoint_secrets");
  readonly deliveries = this.collection<Hidden.Delivery>("deliveries", { groupBy: (row) => row.event });
  readonly idempotency = this.collection<Hidden.IdempotencyRecord>("idempotency");
  readonly settingsRows = this.collection<Hidden.Settings>("settings");

  get settings(): Hidden.Settings {
    const stored = this.settingsRows.find("settings");
    return stored ? { ...DEFAULT_SETTINGS, ...stored } : DEFAULT_SETTINGS;
  }

  changeSettings(patch: Partial<Hidden.Settings>): Hidden.Settings {
    const next = { ...this.settings, ...patch };
    return this.settingsRows.insert(next);
  }

  /** Appends to the request log, which keeps the newest thousand. */
  logRequest(entry: RequestLogEntry): void {
    const { response } = entry;
    const cut =
      response === null || response.length <= ANSWER_LENGTH ? response : `${response.slice(0, ANSWER_LENGTH)}…`;
    this.requests.push({ ...entry, response: cut });
    const older = this.requests.at(-ANSWERS_LOGGED - 1);
    if (older) older.response = null;
    if (this.requests.length > 1200) this.requests.splice(0, 200);
  }

  private collection<T extends Row>(name: string, options: Options<T> = {}): Collection<T> {
    const onInsert = options.isIndexed ? (id: string) => this.onIndexedInsert(id) : undefined;
    const made: Collection<T> = new Collection<T>(name, {
      onTouch: () => this.touched.add(this.requireCollection(name)),
      ...(onInsert ? { onInsert } : {}),
      ...(options.groupBy ? { groupBy: options.groupBy } : {}),
    });
    this.register(name, made);
    return made;
  }

  /** Collections differ in row type only; the store needs them as rows with an id. */
  private register<T extends Row>(name: string, made: Collection<T>): void {
    const untyped: unknown = made;
    if (untyped instanceof Collection) this.collections.set(name, untyped);
  }

  private requireCollection(name: string): Collection<Row> {
    const found = this.collections.get(name);
    if (!found) throw new Error(`no collection ${name}`);
    return found;
  }
}

/** The id that an account of a key gets on its first request. */
export function newAccountId(): string {
  return newId("acct", 16);
}

const DEFAULT_SETTINGS: Hidden.Settings = {
  id: "settings",
  business_name: "Sandbox Business",
  country: "US",
  retry_days: [1, 3, 5, 7],
  after_last_retry: "cancel",
  after_last_retry_invoice: "leave_open",
  upcoming_days: 7,
  holds_unacknowledged_drafts: true,
  webhooks: { paused: false, drop_next: 0, duplicate_next: 0, delay_ms: 0, reorder: false, types: [] },
};
