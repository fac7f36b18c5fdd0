import type { Endpoint } from "./http/endpoint";
import { accountEndpoints } from "./resources/account";
import { balanceEndpoints } from "./resources/balances";
import { billingPortalEndpoints } from "./resources/billing-portal";
import { chargeEndpoints } from "./resources/charges";
import { checkoutSessionEndpoints } from "./resources/checkout-sessions";
import { couponEndpoints } from "./resources/coupons";
import { creditNoteEndpoints } from "./resources/credit-notes";
import { customerEndpoints } from "./resources/customers";
import { disputeEndpoints } from "./resources/disputes";
import { eventEndpoints } from "./resources/events";
import { invoiceItemEndpoints } from "./resources/invoice-items";
import { invoicePaymentEndpoints } from "./resources/invoice-payments";
import { invoiceEndpoints } from "./resources/invoices";
import { paymentIntentEndpoints } from "./resources/payment-intents";
import { paymentMethodEndpoints } from "./resources/payment-methods";
import { priceEndpoints } from "./resources/prices";
import { productEndpoints } from "./resources/products";
import { promotionCodeEndpoints } from "./resources/promotion-codes";
import { refundEndpoints } from "./resources/refunds";
import { searchEndpoints } from "./resources/search";
import { setupIntentEndpoints } from "./resources/setup-intents";
import { subscriptionItemEndpoints } from "./resources/subscription-items";
import { subscriptionScheduleEndpoints } from "./resources/subscription-schedules";
import { subscriptionEndpoints } from "./resources/subscriptions";
import { taxRateEndpoints } from "./resources/tax-rates";
import { testClockEndpoints } from "./resources/test-clocks";
import { webhookEndpointEndpoints } from "./resources/webhook-endpoints";

/** Every endpoint of the API that the sandbox imitates. */
export const API: readonly Endpoint[] = [
  ...accountEndpoints,
  ...balanceEndpoints,
  ...disputeEndpoints,
  ...invoiceItemEndpoints,
  ...refundEndpoints,
  ...subscriptionScheduleEndpoints,
  ...taxRateEndpoints,
  ...testClockEndpoints,
  ...billingPortalEndpoints,
  ...chargeEndpoints,
  ...checkoutSessionEndpoints,
  ...couponEndpoints,
  ...creditNoteEndpoints,
  ...customerEndpoints,
  ...eventEndpoints,
  ...invoicePaymentEndpoints,
  ...invoiceEndpoints,
  ...paymentIntentEndpoints,
  ...paymentMethodEndpoints,
  ...priceEndpoints,
  ...productEndpoints,
  ...promotionCodeEndpoints,
  ...setupIntentEndpoints,
  ...subscriptionItemEndpoints,
  ...subscriptionEndpoints,
  ...webhookEndpointEndpoints,
  ...searchEndpoints,
];
