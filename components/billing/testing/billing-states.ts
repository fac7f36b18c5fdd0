import type { BillingStateDto, InvoiceDto } from "@/lib/contracts/subscription";

type Subscription = NonNullable<BillingStateDto["subscription"]>;

const TENANT_ID = "0190a000-0000-7000-8000-000000000001";
export const PERIOD_END = "2026-12-01T00:00:00.000Z";

/** A tenant that never paid. */
export function onFree(access: Partial<BillingStateDto["access"]> = {}): BillingStateDto {
  return {
    tenant_id: TENANT_ID,
    access: {
      tier: "free",
      mode: "full",
      reason: "no_subscription",
      explanation: "There is no subscription, so the Free plan applies.",
      next_change_at: null,
      features: ["studio"],
      version: 1,
      ...access,
    },
    subscription: null,
    payment_method: null,
    credits: {
      unlimited: false,
      balance: 7,
      monthly_balance: 7,
      pack_balance: 0,
      reserved: 0,
      granted_this_month: 10,
      used_this_month: 3,
      resets_at: PERIOD_END,
    },
  };
}

/** A tenant on Pro, active and paid unless told otherwise. */
export function onPro(
  subscription: Partial<Subscription> = {},
  access: Partial<BillingStateDto["access"]> = {},
): BillingStateDto {
  return {
    ...onFree({ tier: "pro", reason: "active", ...access }),
    subscription: {
      status: "active",
      tier: "pro",
      interval: "monthly",
      amount_minor: 4900,
      currency: "usd",
      quantity: 1,
      current_period_end: PERIOD_END,
      trial_end: null,
      cancel_at: null,
      next_charge_at: PERIOD_END,
      next_charge_minor: 4900,
      scheduled_change: null,
      pending_change: null,
      paused: false,
      resumes_at: null,
      resume_charge_minor: null,
      discounts: [],
      ...subscription,
    },
    payment_method: { brand: "visa", last4: "4242", exp_month: 4, exp_year: 2030 },
  };
}

/** An invoice that waits for its payment. */
export function openInvoice(id: string): InvoiceDto {
  return {
    id,
    number: id.toUpperCase(),
    status: "open",
    description: null,
    currency: "usd",
    total_minor: 4900,
    amount_due_minor: 4900,
    amount_paid_minor: 0,
    created_at: "2026-11-01T00:00:00.000Z",
    paid_at: null,
    hosted_url: "https://invoice.example/1",
    pdf_url: null,
  };
}
