import { z } from "zod";
import { CREDIT_PACK_KEYS } from "@/lib/plans/credit-packs";
import { checkoutRequestSchema } from "./checkout";
import { currencySchema } from "./plans";
import { creditsSchema, pageOf } from "./subscription";

const quantity = z.number().int().min(1).max(1_000_000);

/** What the credits are for, in the caller's words: the same source is never paid for twice. */
const source = z.string().trim().min(1).max(200);

export const consumeRequestSchema = z.strictObject({ quantity: quantity.default(1), source });

/** `repeated` tells that this source had paid before and nothing was taken now. */
export const consumptionSchema = z.object({
  quantity: z.number().int(),
  repeated: z.boolean(),
  credits: creditsSchema,
});

export const reserveRequestSchema = z.strictObject({
  quantity: quantity.default(1),
  source,
  /** Seconds until what was neither settled nor released comes back by itself. */
  ttl: z.number().int().min(10).max(86_400).default(600),
});

export const reservationSchema = z.object({
  reservation_id: z.uuid(),
  state: z.enum(["reserved", "settled", "released", "expired"]),
  quantity: z.number().int(),
  /** How many were needed in the end; null while it is open. */
  settled_quantity: z.number().int().nullable(),
  expires_at: z.iso.datetime(),
  credits: creditsSchema,
});
export type ReservationDto = z.infer<typeof reservationSchema>;

export const settleRequestSchema = z.strictObject({
  reservation_id: z.uuid(),
  /** What was needed of it; the rest goes back. */
  quantity: z.number().int().min(0).max(1_000_000),
});

export const releaseRequestSchema = z.strictObject({ reservation_id: z.uuid() });

export const creditEntrySchema = z.object({
  id: z.uuid(),
  kind: z.enum(["grant", "reserve", "settle", "release", "consume", "expire", "adjust", "refund"]),
  /** What the entry did to all credits together. */
  delta: z.number().int(),
  /** The part of it that does not expire. */
  pack_delta: z.number().int(),
  /** What was used, also where the plan is unlimited and `delta` is 0. */
  quantity: z.number().int(),
  source: z.string(),
  note: z.string().nullable(),
  created_at: z.iso.datetime(),
});
export type CreditEntryDto = z.infer<typeof creditEntrySchema>;
export const creditEntryPageSchema = pageOf(creditEntrySchema);

export const packSchema = z.object({
  key: z.enum(CREDIT_PACK_KEYS),
  credits: z.number().int(),
  prices: z.array(z.object({ currency: currencySchema, amount_minor: z.number().int() })),
});
export type PackDto = z.infer<typeof packSchema>;
export const packListSchema = z.object({ data: z.array(packSchema) });

/** A pack is named by its address; the price is the catalogue's (G23). */
export const packCheckoutRequestSchema = checkoutRequestSchema.pick({ currency: true, return_to: true });

export const creditGrantRequestSchema = z.strictObject({
  quantity: z.number().int().min(1).max(100_000),
  reason: z.string().trim().min(3).max(300),
});
