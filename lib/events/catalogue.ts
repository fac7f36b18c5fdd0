import { z } from "zod";
import {
  invoiceFinalizedEventSchema,
  paymentCreatedEventSchema,
  paymentDisputedEventSchema,
  paymentRefundedEventSchema,
  paymentStatusUpdatedEventSchema,
} from "@/lib/contracts/payments";
import { accessModeSchema, subscriptionStatusSchema, tierSchema } from "@/lib/contracts/subscription-values";

const version1 = <T extends z.ZodRawShape>(shape: T) => ({ version: 1, data: z.object(shape) });

/** Every domain event with its version and what it carries; consumers may rely on these shapes. */
export const EVENTS = {
  SubscriptionTierChanged: version1({
    from: tierSchema,
    to: tierSchema,
    mode: accessModeSchema,
    reason: z.string(),
    effective_at: z.iso.datetime(),
  }),
  AccessModeChanged: version1({
    from: accessModeSchema,
    to: accessModeSchema,
    tier: tierSchema,
    reason: z.string(),
    next_change_at: z.iso.datetime().nullable(),
  }),
  SubscriptionStatusChanged: version1({
    stripe_subscription_id: z.string(),
    from: subscriptionStatusSchema.nullable(),
    to: subscriptionStatusSchema,
  }),
  PaymentCreated: { version: 1, data: paymentCreatedEventSchema },
  PaymentStatusUpdated: { version: 1, data: paymentStatusUpdatedEventSchema },
  PaymentRefunded: { version: 1, data: paymentRefundedEventSchema },
  PaymentDisputed: { version: 1, data: paymentDisputedEventSchema },
  InvoiceFinalized: { version: 1, data: invoiceFinalizedEventSchema },
  CreditsGranted: version1({ amount: z.number().int(), source: z.string() }),
  CreditsExhausted: version1({ month_end_at: z.iso.datetime() }),
  /** The last of a counted resource that the plan allows was taken. */
  QuotaReached: version1({ resource: z.string(), limit: z.number().int() }),
  TenantCreated: version1({ name: z.string(), kind: z.enum(["personal", "team"]) }),
  /** Billing has stopped and its data is gone; nothing about it follows. */
  TenantDeleted: version1({ kind: z.enum(["personal", "team"]) }),
  MemberInvited: version1({ invitation_id: z.uuid(), role: z.enum(["admin", "billing", "member"]) }),
  DriftDetected: version1({ kind: z.string(), detail: z.string() }),
} as const;

export type EventType = keyof typeof EVENTS;
export type EventData<T extends EventType> = z.infer<(typeof EVENTS)[T]["data"]>;

/** An event that is due, of any type. */
export type DomainEvent = { [T in EventType]: { type: T; data: EventData<T> } }[EventType];
