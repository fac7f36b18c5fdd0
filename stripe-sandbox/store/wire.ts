import type Stripe from "stripe";

type Reference = { id: string; object: string };
type IsPlainString<P> = (<X>() => X extends P ? 1 : 2) extends <X>() => X extends string ? 1 : 2 ? true : false;
/** The SDK opens its enums with a string supertype; the sandbox only ever sends the named members. */
type CloseEnum<P> = P extends string ? (string extends P ? (IsPlainString<P> extends true ? P : never) : P) : P;
type Unexpanded<P> = Extract<P, Reference> extends never ? WireUnion<CloseEnum<P>> : Exclude<P, object>;
type Property<P> = string extends P ? Unexpanded<P> : WireUnion<P>;
type WireUnion<P> = P extends unknown ? Wire<P> : never;

/**
 * A Stripe object as it travels: decimals are strings, references are ids, enums are closed.
 * Derived from the SDK's own types, so that the compiler checks each field that the sandbox answers.
 */
export type Wire<T> = T extends Stripe.Decimal
  ? string
  : T extends string
    ? T
    : T extends readonly (infer E)[]
      ? Property<E>[]
      : T extends object
        ? { [K in keyof T]: Property<T[K]> }
        : T;

/** A JSON value. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

export type Account = Wire<Stripe.Account>;
export type BalanceTransaction = Wire<Stripe.BalanceTransaction>;
export type Charge = Wire<Stripe.Charge>;
export type CheckoutSession = Wire<Stripe.Checkout.Session>;
export type Coupon = Wire<Stripe.Coupon>;
export type CreditNote = Wire<Stripe.CreditNote>;
export type CreditNoteLine = Wire<Stripe.CreditNoteLineItem>;
export type Customer = Wire<Stripe.Customer>;
export type DeletedCustomer = { id: string; object: "customer"; deleted: true };
export type CustomerBalanceTransaction = Wire<Stripe.CustomerBalanceTransaction>;
export type Discount = Wire<Stripe.Discount>;
export type Dispute = Wire<Stripe.Dispute>;
export type Invoice = Wire<Stripe.Invoice>;
export type InvoiceItem = Wire<Stripe.InvoiceItem>;
export type InvoiceLine = Wire<Stripe.InvoiceLineItem>;
export type InvoicePayment = Wire<Stripe.InvoicePayment>;
export type PaymentIntent = Wire<Stripe.PaymentIntent>;
export type PaymentMethod = Wire<Stripe.PaymentMethod>;
export type Plan = Wire<Stripe.Plan>;
export type PortalConfiguration = Wire<Stripe.BillingPortal.Configuration>;
export type PortalSession = Wire<Stripe.BillingPortal.Session>;
export type Price = Wire<Stripe.Price>;
export type Product = Wire<Stripe.Product>;
export type PromotionCode = Wire<Stripe.PromotionCode>;
export type Refund = Wire<Stripe.Refund>;
export type SetupIntent = Wire<Stripe.SetupIntent>;
/** Single-item subscriptions still carry `plan` and `quantity` on the wire, though the types dropped them. */
export type Subscription = Wire<Stripe.Subscription> & { plan: Plan | null; quantity: number | null };
export type SubscriptionItem = Wire<Stripe.SubscriptionItem>;
export type SubscriptionSchedule = Wire<Stripe.SubscriptionSchedule>;
export type TaxRate = Wire<Stripe.TaxRate>;
export type TestClock = Wire<Stripe.TestHelpers.TestClock>;
export type WebhookEndpoint = Wire<Stripe.WebhookEndpoint>;

/** An event as stored and delivered: the object is the snapshot of its moment. */
export type StoredEvent = {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};
