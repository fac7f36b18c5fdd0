import type { Account } from "../account";
import { cancelNow } from "../billing/cancel";
import { changeBalance } from "../billing/customer-balance";
import { attachPaymentMethod } from "../billing/payment-methods";
import { emit, emitUpdate } from "../events/emit";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId, randomCode } from "../store/ids";
import type { Customer } from "../store/wire";
import { now, type World, wallSeconds } from "../world";
import { liveCustomer } from "./visible";

const address = p.object({
  city: p.text,
  country: p.text,
  line1: p.text,
  line2: p.text,
  postal_code: p.text,
  state: p.text,
});
type AddressParam = p.Params<{ address: typeof address }>["address"];

const COMMON = {
  address,
  balance: p.integer,
  cash_balance: p.refused,
  coupon: p.refused,
  description: p.text,
  email: p.text,
  invoice_prefix: p.text,
  invoice_settings: p.object({
    custom_fields: p.ignored,
    default_payment_method: p.text,
    footer: p.text,
    rendering_options: p.ignored,
  }),
  metadata: p.metadata,
  name: p.text,
  business_name: p.text,
  individual_name: p.text,
  next_invoice_sequence: p.integer,
  phone: p.text,
  preferred_locales: p.arrayOf(p.text),
  promotion_code: p.refused,
  shipping: p.object({ address, name: p.text, phone: p.text }),
  source: p.refused,
  tax: p.ignored,
  tax_exempt: p.enumOf("exempt", "none", "reverse"),
  validate: p.refused,
  expand: p.expand,
};
const CREATE = { ...COMMON, payment_method: p.text, test_clock: p.text, tax_id_data: p.ignored };
const UPDATE = { ...COMMON, default_source: p.refused };

/** The customer of a path, or 404. */
export function requireCustomer(account: Account, id: string): Customer {
  const customer = liveCustomer(account, id);
  if (!customer) throw noSuch("customer", id);
  return customer;
}

/** The customer that a parameter names, or 400. */
export function referredCustomer(account: Account, id: string, param = "customer"): Customer {
  const customer = liveCustomer(account, id);
  if (!customer) throw noSuchReference("customer", id, param);
  return customer;
}

function addressOf(value: AddressParam): Customer["address"] | undefined {
  if (value === undefined || value === null) return value;
  return {
    city: value.city ?? null,
    country: value.country ?? null,
    line1: value.line1 ?? null,
    line2: value.line2 ?? null,
    postal_code: value.postal_code ?? null,
    state: value.state ?? null,
  };
}

/** A customer with Stripe's defaults. */
export function buildCustomer(input: { created: number; testClock: string | null }): Customer {
  return {
    id: newId("cus", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: input.created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomCode(8),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: input.testClock,
  };
}

function changes(account: Account, before: Customer, params: p.Params<typeof COMMON>): Partial<Customer> {
  const settings = params.invoice_settings;
  const defaultMethod = settings?.default_payment_method;
  if (typeof defaultMethod === "string" && account.paymentMethods.find(defaultMethod)?.customer !== before.id) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${defaultMethod}. The payment method must be attached to the customer.`,
      { code: "resource_missing", param: "invoice_settings[default_payment_method]" },
    );
  }
  const shipping = params.shipping;
  return {
    address: p.changed(before.address, addressOf(params.address)),
    description: p.changed(before.description, params.description),
    email: p.changed(before.email, params.email),
    invoice_prefix: params.invoice_prefix ?? before.invoice_prefix,
    invoice_settings: {
      ...before.invoice_settings,
      default_payment_method: p.changed(before.invoice_settings.default_payment_method, defaultMethod),
      footer: p.changed(before.invoice_settings.footer, settings?.footer),
    },
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    name: p.changed(before.name ?? null, params.name),
    next_invoice_sequence: params.next_invoice_sequence ?? before.next_invoice_sequence,
    phone: p.changed(before.phone ?? null, params.phone),
    preferred_locales: params.preferred_locales ?? (params.preferred_locales === null ? [] : before.preferred_locales),
    shipping:
      shipping === undefined || shipping === null
        ? p.changed(before.shipping, shipping)
        : {
            address: addressOf(shipping.address) ?? undefined,
            name: shipping.name ?? undefined,
            phone: shipping.phone ?? null,
          },
    tax_exempt: params.tax_exempt ?? before.tax_exempt,
  };
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): Customer {
  const clockId = params.test_clock ?? null;
  const clock = clockId ? account.testClocks.find(clockId) : null;
  if (clockId && !clock) throw noSuchReference("test clock", clockId, "test_clock");
  const blank = buildCustomer({ created: clock?.frozen_time ?? wallSeconds(world), testClock: clockId });
  account.customers.insert(blank);
  if (params.payment_method) attachPaymentMethod(world, account, params.payment_method, blank.id);
  const customer = account.customers.update(blank.id, changes(account, blank, params));
  emit(world, account, "customer.created", customer);
  if (params.balance) changeBalance(world, account, customer.id, params.balance, { type: "initial", isSilent: true });
  return account.customers.get(customer.id);
}

function remove(world: World, account: Account, id: string): object {
  const customer = requireCustomer(account, id);
  for (const subscription of account.subscriptions.of(id)) {
    if (subscription.status === "canceled" || subscription.status === "incomplete_expired") continue;
    cancelNow(world, account, subscription, { at: now(world, account, id) });
  }
  for (const method of account.paymentMethods.of(id)) account.paymentMethods.update(method.id, { customer: null });
  account.customers.delete(id);
  emit(world, account, "customer.deleted", customer);
  return account.deletedCustomers.insert({ id, object: "customer", deleted: true });
}

export const customerEndpoints: Endpoint[] = [
  post("/v1/customers", CREATE, ({ world, account, params }) => create(world, account, params)),
  get("/v1/customers", { ...p.LIST, created: p.range, email: p.text, test_clock: p.text }, ({ account, params }) => {
    const rows = account.customers
      .newestFirst()
      .filter((row) => (params.email ? row.email === params.email : true))
      .filter((row) => (row.test_clock ?? null) === (params.test_clock ?? null));
    return page(rows, params, "/v1/customers", "customer");
  }),
  get(
    "/v1/customers/:id",
    p.NOTHING,
    ({ account, id }) => account.deletedCustomers.find(id) ?? requireCustomer(account, id),
  ),
  post("/v1/customers/:id", UPDATE, ({ world, account, id, params }) => {
    const before = requireCustomer(account, id);
    account.customers.update(id, changes(account, before, params));
    if (typeof params.balance === "number" && params.balance !== before.balance) {
      changeBalance(world, account, id, params.balance - before.balance, { type: "adjustment", isSilent: true });
    }
    const after = account.customers.get(id);
    emitUpdate(world, account, "customer.updated", before, after);
    return after;
  }),
  del("/v1/customers/:id", {}, ({ world, account, id }) => remove(world, account, id)),
  del("/v1/customers/:id/discount", {}, ({ world, account, id }) => {
    const before = requireCustomer(account, id);
    if (before.discount) emit(world, account, "customer.discount.deleted", before.discount);
    account.customers.update(id, { discount: null });
    return { object: "discount", deleted: true };
  }),
];
