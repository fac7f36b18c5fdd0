import { uuidv7 } from "uuidv7";
import { AppError } from "@/lib/errors";

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Id<"user">;
export type SessionId = Id<"session">;
export type TenantId = Id<"tenant">;
export type CheckoutId = Id<"checkout">;
export type PlanId = Id<"plan">;
export type PriceId = Id<"price">;
export type PosterId = Id<"poster">;
export type InvitationId = Id<"invitation">;
export type ReservationId = Id<"reservation">;
export type DriftId = Id<"drift">;
export type QuoteId = Id<"quote">;
export type GrantId = Id<"grant">;
export type PaymentId = Id<"payment">;
export type RegistrationId = Id<"registration">;
export type TrialStartId = Id<"trial-start">;
export type WorkspaceItemId = Id<"workspace-item">;
export type ApiKeyId = Id<"api-key">;

/** A new time-ordered id (UUIDv7), so that primary keys grow at one end of their index. */
export function newId<T extends string>(): T {
  return uuidv7() as T;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a string from outside has the shape of one of our ids. */
export function isId(value: string): boolean {
  return UUID.test(value);
}

/** An id from a path; what has not even its shape is answered like what does not exist (`not_found`). */
export function requireId<T extends string>(value: string | undefined): T {
  if (value === undefined || !isId(value)) throw new AppError("not_found", "There is nothing at this address.");
  return value as T;
}
