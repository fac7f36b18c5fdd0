/** The refusals that callers may rely on: stable codes with their HTTP status and short title. */
const CATALOGUE = {
  malformed_json: [400, "The body is not valid JSON"],
  invalid_request: [400, "The request is not valid"],
  unsupported_media_type: [415, "The body must be JSON"],
  payload_too_large: [413, "The body is too large"],
  unauthenticated: [401, "Sign in first"],
  forbidden: [403, "Your role does not allow this"],
  origin_refused: [403, "The request came from another site"],
  session_only: [403, "A person has to do this"],
  too_many_keys: [409, "There are too many API keys"],
  not_found: [404, "Not found"],
  idempotency_mismatch: [422, "The Idempotency-Key belongs to another request"],
  idempotency_in_progress: [409, "The first request still runs"],
  rate_limited: [429, "Too many requests"],
  email_not_verified: [403, "Verify your e-mail address first"],
  email_taken: [409, "There is an account with this e-mail address"],
  wrong_credentials: [401, "E-mail address or password is wrong"],
  wrong_password: [400, "The current password is wrong"],
  invalid_token: [400, "The link is used up or expired"],
  weak_password: [400, "The password is too easy to guess"],
  unknown_plan: [400, "There is no such plan"],
  plan_not_for_sale: [400, "This plan is not for sale"],
  already_subscribed: [409, "There is a subscription already"],
  checkout_not_found: [404, "There is no such checkout"],
  checkout_busy: [409, "Another checkout is being opened"],
  not_subscribed: [409, "There is no subscription"],
  no_billing_account: [409, "There is nothing to manage yet"],
  subscription_ended: [409, "The subscription has ended"],
  custom_price: [409, "The subscription has a price of its own"],
  currency_differs: [409, "The subscription has another currency"],
  payment_pending: [409, "The first payment is not finished"],
  payment_overdue: [409, "An invoice is unpaid"],
  subscription_paused: [409, "The subscription is paused"],
  subscription_not_paused: [409, "The subscription is not paused"],
  not_pausable: [409, "The subscription can't be paused now"],
  change_pending: [409, "Another change waits for its payment"],
  cancellation_scheduled: [409, "The subscription is about to end"],
  pays_by_transfer: [409, "The subscription is paid by bank transfer"],
  no_change: [409, "Nothing would change"],
  cancel_instead: [409, "Cancel the subscription instead"],
  nothing_to_undo: [409, "There is no change to undo"],
  quote_not_found: [404, "There is no such quote"],
  quote_outdated: [409, "The quote no longer holds"],
  change_busy: [409, "Another change is being made"],
  payment_failed: [402, "The payment failed"],
  payment_method_required: [402, "A payment method is needed"],
  authentication_required: [402, "The bank asks for a confirmation"],
  promotion_code_invalid: [400, "The promotion code can't be used"],
  payment_amount_mismatch: [409, "The amount is not the one that was asked for"],
  invoice_not_payable: [409, "This invoice can't be paid"],
  not_refundable: [409, "This can't be refunded"],
  out_of_credits: [402, "No credits left"],
  reservation_not_found: [404, "There is no such reservation"],
  reservation_ended: [409, "The reservation is over"],
  source_reused: [409, "The source was used for something else"],
  unknown_pack: [404, "There is no such credit pack"],
  quota_reached: [402, "The plan's limit is reached"],
  item_locked: [403, "The item is above the plan's limit"],
  read_only: [403, "The workspace is read-only"],
  feature_locked: [403, "The plan does not include this"],
  too_many_workspaces: [409, "There are too many workspaces"],
  owner_stays: [409, "A workspace always has its owner"],
  already_member: [409, "This person is a member already"],
  seat_quote_required: [402, "More people cost more"],
  wrong_address: [403, "The invitation is for another address"],
  billed_by_parent: [409, "Another workspace pays for this one"],
  has_children: [409, "There are workspaces below this one"],
  owns_workspaces: [409, "Hand your workspaces over first"],
  not_confirmed: [400, "The confirmation does not match"],
  deletion_busy: [409, "Something was bought in this moment"],
  grant_not_found: [404, "There is no such grant"],
  event_has_no_subject: [409, "The event is about nobody here"],
  invalid_signature: [400, "The signature is wrong"],
  card_setup_not_found: [404, "There is no such card"],
  card_not_ready: [409, "The card is not saved yet"],
  card_entry_expired: [409, "The card form is too old"],
  trial_used: [409, "The free trial was used already"],
  trial_not_offered: [400, "This plan has no free trial"],
  not_on_trial: [409, "There is no running trial"],
  registration_not_found: [404, "There is no such registration"],
  registration_expired: [410, "The registration has expired"],
  cards_unavailable: [503, "Cards can't be taken here"],
  billing_unavailable: [503, "The payment service can't be reached"],
  internal: [500, "Something went wrong on our side"],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof CATALOGUE;

/** Refusals that pass by themselves, with the seconds after which to come again: no answer of theirs is kept for repetitions. */
const PASSING: Partial<Record<ErrorCode, number>> = { change_busy: 2, checkout_busy: 2, deletion_busy: 30 };

/** A stored quote in short, in the API's words; amounts in the currency's smallest unit. */
export interface OfferedQuote {
  id: string;
  quantity: number;
  amount_due_minor: number;
  next_charge_minor: number | null;
  currency: string;
  expires_at: string;
}

interface Extras {
  /** Where the caller can lift the refusal by a better plan. */
  upgradeUrl?: string;
  retryAfterSeconds?: number;
  /** What it costs to lift the refusal; confirming the quote agrees to it. */
  quote?: OfferedQuote;
  /** Which fields are wrong, by dotted path. */
  errors?: { path: string; message: string }[];
  /** What was caught; logged, never shown. */
  cause?: unknown;
}

/** An expected refusal; anything else that is thrown is a failure and answers 500. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly status: number;
  readonly title: string;
  readonly extras: Extras;

  constructor(
    readonly code: ErrorCode,
    /** One sentence for people: what is wrong and what to do next. */
    readonly detail: string,
    extras: Extras = {},
  ) {
    super(detail, { cause: extras.cause });
    this.extras = { retryAfterSeconds: PASSING[code], ...extras };
    [this.status, this.title] = CATALOGUE[code];
  }
}

/** Every stable code with its status, for the API's description. */
export function errorCatalogue(): { code: ErrorCode; status: number; title: string }[] {
  return (Object.keys(CATALOGUE) as ErrorCode[]).map((code) => ({
    code,
    status: CATALOGUE[code][0],
    title: CATALOGUE[code][1],
  }));
}
