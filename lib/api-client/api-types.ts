// Written by `npm run openapi -- --write` from the routes' contracts; a test fails while it is not up to date.
// Description 259147b77df751e6

export type AcceptInvitationInput = { token: string };

export type AcceptedInvitation = { tenant_id: string; name: string; role: "owner" | "admin" | "billing" | "member" };

export type Access = {
  tier: "free" | "starter" | "pro" | "enterprise";
  mode: "full" | "grace" | "read_only" | "none";
  reason: string;
  explanation: string;
  next_change_at: string | null;
  features: string[];
  version: number;
};

export type AccessAnswer = {
  tier: "free" | "starter" | "pro" | "enterprise";
  mode: "full" | "grace" | "read_only" | "none";
  reason: string;
  explanation: string;
  next_change_at: string | null;
  features: string[];
  version: number;
  tenant_id: string;
};

export type ApiKey = {
  id: string;
  name: string;
  prefix: string;
  scopes: (
    | "tenant:read"
    | "members:read"
    | "subscription:read"
    | "subscription:manage"
    | "invoices:read"
    | "payments:read"
    | "credits:read"
    | "credits:use"
    | "studio:read"
    | "studio:create"
    | "workspace:read"
    | "workspace:write"
  )[];
  created_by: { id: string; name: string };
  created_at: string;
  last_used_at: string | null;
};

export type ApiKeyCreated = {
  id: string;
  name: string;
  prefix: string;
  scopes: (
    | "tenant:read"
    | "members:read"
    | "subscription:read"
    | "subscription:manage"
    | "invoices:read"
    | "payments:read"
    | "credits:read"
    | "credits:use"
    | "studio:read"
    | "studio:create"
    | "workspace:read"
    | "workspace:write"
  )[];
  created_by: { id: string; name: string };
  created_at: string;
  last_used_at: string | null;
  key: string;
};

export type ApiKeyList = { data: ApiKey[] };

export type AuditEntry = {
  id: string;
  at: string;
  action: string;
  actor: { kind: "user" | "api_key" | "operator" | "system"; user_id: string | null; name: string | null };
  detail: Record<string, unknown>;
  request_id: string | null;
};

export type AuditPage = { data: AuditEntry[]; next_cursor: string | null };

export type BankTransfer = {
  debit_reference: string | null;
  collection_method: "charge_automatically" | "send_invoice";
};

export type BillingState = {
  tenant_id: string;
  access: Access;
  subscription: {
    status: "incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "unpaid" | "canceled" | "paused";
    tier: ("free" | "starter" | "pro" | "enterprise") | null;
    interval: ("monthly" | "yearly") | null;
    amount_minor: number;
    currency: string;
    quantity: number;
    current_period_end: string;
    trial_end: string | null;
    cancel_at: string | null;
    next_charge_at: string | null;
    next_charge_minor: number | null;
    scheduled_change: {
      tier: ("free" | "starter" | "pro" | "enterprise") | null;
      interval: ("monthly" | "yearly") | null;
      quantity: number;
      at: string;
    } | null;
    pending_change: {
      tier: ("free" | "starter" | "pro" | "enterprise") | null;
      interval: ("monthly" | "yearly") | null;
      quantity: number;
      expires_at: string;
    } | null;
    paused: boolean;
    resumes_at: string | null;
    resume_charge_minor: number | null;
    discounts: {
      name: string;
      percent_off: number | null;
      amount_off_minor: number | null;
      currency: string | null;
      ends_at: string | null;
    }[];
  } | null;
  payment_method: Card | null;
  credits: Credits;
};

export type CancelRequestInput = {
  at?: "period_end" | "now";
  reason?: string;
  feedback?:
    | "customer_service"
    | "low_quality"
    | "missing_features"
    | "switched_service"
    | "too_complex"
    | "too_expensive"
    | "unused"
    | "other";
};

export type Card = { brand: string; last4: string; exp_month: number; exp_year: number };

export type CardEntry = { publishable_key: string; script_url: string | null };

export type ChangeCheck = {
  allowed: boolean;
  direction: ("up" | "down") | null;
  timing: ("now" | "period_end" | "trial") | null;
  blockers: { code: string; detail: string }[];
  gained_features: string[];
  lost_features: string[];
  limits: { resource: string; from: number | null; to: number | null; used: number; over: number }[];
  monthly_credits: { from: number | null; to: number | null };
};

export type ChangeOutcome = {
  outcome: "applied" | "scheduled" | "requires_action";
  quote: Quote;
  client_secret: string | null;
  hosted_invoice_url: string | null;
  billing: BillingState;
};

export type ChangePasswordInput = { current_password: string; new_password: string };

export type ChangeRoleInput = { role: "admin" | "billing" | "member" };

export type Checkout = { checkout_id: string; url: string; expires_at: string | null };

export type CheckoutRequestInput = {
  plan: string;
  interval?: "monthly" | "yearly";
  currency?: "usd" | "eur" | "gbp";
  return_to?: string;
};

export type ChildTenant = { id: string; name: string; created_at: string; members: number };

export type ChildTenantList = { data: ChildTenant[] };

export type CompleteRegistrationInput = {
  state_id: string;
  secret: string;
  setup_intent_id: string;
  user_data?: { name: string; password: string; email?: string };
};

export type CompleteTrialInput = { setup_intent_id: string };

export type ConfirmRequestInput = { session_id: string };

export type ConsumeRequestInput = { quantity?: number; source: string };

export type Consumption = { quantity: number; repeated: boolean; credits: Credits };

export type CreateApiKeyInput = {
  name: string;
  scopes: (
    | "tenant:read"
    | "members:read"
    | "subscription:read"
    | "subscription:manage"
    | "invoices:read"
    | "payments:read"
    | "credits:read"
    | "credits:use"
    | "studio:read"
    | "studio:create"
    | "workspace:read"
    | "workspace:write"
  )[];
};

export type CreateSubscriptionRequestInput = {
  plan: string;
  interval?: "monthly" | "yearly";
  currency?: "usd" | "eur" | "gbp";
  promotion_code?: string;
  trial_period_days?: number;
};

export type CreateTenantInput = { name: string };

export type CreditEntry = {
  id: string;
  kind: "grant" | "reserve" | "settle" | "release" | "consume" | "expire" | "adjust" | "refund";
  delta: number;
  pack_delta: number;
  quantity: number;
  source: string;
  note: string | null;
  created_at: string;
};

export type CreditEntryPage = { data: CreditEntry[]; next_cursor: string | null };

export type CreditGrantRequestInput = { quantity: number; reason: string };

export type Credits = {
  unlimited: boolean;
  balance: number;
  monthly_balance: number;
  pack_balance: number;
  reserved: number;
  granted_this_month: number;
  used_this_month: number;
  resets_at: string;
};

export type DeleteAccountInput = { password: string };

export type DeleteTenantInput = { confirm: string };

export type Difference = {
  kind: string;
  subject: string;
  detail: Record<string, unknown>;
  repair: "sync" | "operator";
};

export type DifferenceList = { data: Difference[] };

export type Dispute = {
  id: string;
  status: string;
  amount_minor: number;
  currency: string;
  reason: string;
  created_at: string;
};

export type Drift = {
  id: string;
  tenant_id: string | null;
  kind: string;
  subject: string;
  detail: Record<string, unknown>;
  found_at: string;
  last_seen_at: string;
  repaired_at: string | null;
  repaired_by: string | null;
};

export type DriftPage = { data: Drift[]; next_cursor: string | null };

export type ExtendTrialInput = { days: number; reason: string };

export type FeatureAnswer = {
  feature:
    | "studio"
    | "exports"
    | "analytics"
    | "api_access"
    | "priority_queue"
    | "branding"
    | "sso_ready"
    | "audit_export"
    | "hierarchy";
  has_feature: boolean;
  tier: "free" | "starter" | "pro" | "enterprise";
  upgrade_url: string | null;
};

export type FeatureList = { data: FeatureAnswer[] };

export type ForgotPasswordInput = { email: string };

export type Grant = {
  id: string;
  tier: "free" | "starter" | "pro" | "enterprise";
  reason: string;
  starts_at: string;
  ends_at: string | null;
  revoked_at: string | null;
  created_at: string;
};

export type GrantList = { data: Grant[] };

export type GrantRequestInput = { plan: string; reason: string; starts_at?: string; ends_at?: string | null };

export type InboxEvent = {
  id: string;
  type: string;
  api_version: string | null;
  subject: string | null;
  state: "received" | "processed" | "ignored" | "parked" | "dead";
  attempts: number;
  last_error: string | null;
  received_at: string;
  processed_at: string | null;
};

export type InboxEventDetail = {
  id: string;
  type: string;
  api_version: string | null;
  subject: string | null;
  state: "received" | "processed" | "ignored" | "parked" | "dead";
  attempts: number;
  last_error: string | null;
  received_at: string;
  processed_at: string | null;
  payload: unknown;
};

export type InboxPage = { data: InboxEvent[]; next_cursor: string | null };

export type InitializedPayment = { payment: Payment; client_secret: string | null };

export type Invitation = {
  id: string;
  email: string;
  role: "admin" | "billing" | "member";
  invited_by: string | null;
  created_at: string;
  expires_at: string;
  expired: boolean;
};

export type InvitationList = { data: Invitation[] };

export type InviteInput = { email: string; role?: "admin" | "billing" | "member"; confirm_quote_id?: string };

export type Invoice = {
  id: string;
  number: string | null;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  description: string | null;
  currency: string;
  total_minor: number;
  amount_due_minor: number;
  amount_paid_minor: number;
  created_at: string;
  paid_at: string | null;
  hosted_url: string | null;
  pdf_url: string | null;
};

export type InvoicePage = { data: Invoice[]; next_cursor: string | null };

export type Item = {
  id: string;
  resource: "locations" | "products" | "recipes" | "suppliers";
  name: string;
  locked: boolean;
  archived_at: string | null;
  created_at: string;
};

export type ItemChangeInput = { name?: string; archived?: boolean };

export type ItemPage = { data: Item[]; next_cursor: string | null };

export type ItemRequestInput = { name: string };

export type Limit = {
  resource: "locations" | "products" | "users" | "recipes" | "suppliers";
  used: number;
  limit: number | null;
  remaining: number | null;
  percent: number | null;
  tier: "free" | "starter" | "pro" | "enterprise";
  allowed: boolean;
};

export type Limits = {
  tier: "free" | "starter" | "pro" | "enterprise";
  monthly_credits: number | null;
  limits: Record<"locations" | "products" | "users" | "recipes" | "suppliers", number | null>;
};

export type Me = {
  user: { id: string; email: string; name: string; locale: string; email_verified: boolean };
  tenant: { id: string; name: string; role: "owner" | "admin" | "billing" | "member" };
  tenants: OwnTenant[];
  tier: "free" | "starter" | "pro" | "enterprise";
};

export type Member = {
  user_id: string;
  name: string;
  email: string;
  role: "owner" | "admin" | "billing" | "member";
  is_you: boolean;
  joined_at: string;
};

export type MemberList = { data: Member[] };

export type MoveRequestInput = {
  moment?: "trial_end" | "next_renewal" | "grace_end" | "read_only_end" | "year_later";
  days?: number;
};

export type OwnTenant = {
  id: string;
  name: string;
  kind: "personal" | "team";
  role: "owner" | "admin" | "billing" | "member";
};

export type OwnTenantList = { data: OwnTenant[] };

export type Pack = {
  key: "pack_100" | "pack_500";
  credits: number;
  prices: { currency: "usd" | "eur" | "gbp"; amount_minor: number }[];
};

export type PackCheckoutRequestInput = { currency?: "usd" | "eur" | "gbp"; return_to?: string };

export type PackList = { data: Pack[] };

export type PaidInvoice = {
  status: "paid" | "processing" | "requires_action";
  client_secret: string | null;
  invoice: Invoice;
};

export type PauseRequestInput = { resumes_at?: string };

export type PayByTransferRequestInput = {
  plan?: string;
  interval?: "monthly" | "yearly";
  currency?: "usd" | "eur" | "gbp";
};

export type Payment = {
  id: string;
  provider: "stripe" | "bank_transfer";
  external_id: string | null;
  status: "NEW" | "PENDING" | "REQUIRES_ACTION" | "FAILED" | "ERROR" | "CANCELED" | "CONFIRMED";
  amount_minor: number;
  currency: string;
  description: string | null;
  invoice_id: string | null;
  invoice_number: string | null;
  debit_reference: string | null;
  failure_code: string | null;
  refunded_minor: number;
  disputed_minor: number;
  created_at: string;
  updated_at: string;
  confirmed_at: string | null;
};

export type PaymentDetail = {
  id: string;
  provider: "stripe" | "bank_transfer";
  external_id: string | null;
  status: "NEW" | "PENDING" | "REQUIRES_ACTION" | "FAILED" | "ERROR" | "CANCELED" | "CONFIRMED";
  amount_minor: number;
  currency: string;
  description: string | null;
  invoice_id: string | null;
  invoice_number: string | null;
  debit_reference: string | null;
  failure_code: string | null;
  refunded_minor: number;
  disputed_minor: number;
  created_at: string;
  updated_at: string;
  confirmed_at: string | null;
  history: PaymentHistoryEntry[];
  refunds: Refund[];
  disputes: Dispute[];
  invoice_url: string | null;
  invoice_pdf_url: string | null;
};

export type PaymentHistoryEntry = {
  status: "NEW" | "PENDING" | "REQUIRES_ACTION" | "FAILED" | "ERROR" | "CANCELED" | "CONFIRMED";
  applied: boolean;
  source: string;
  failure_code: string | null;
  detail: Record<string, unknown>;
  occurred_at: string;
};

export type PaymentMethod = { payment_method: Card | null };

export type PaymentPage = { data: Payment[]; next_cursor: string | null };

export type Plan = {
  tier: "free" | "starter" | "pro" | "enterprise";
  version: number;
  trial_days: number;
  included_members: number | null;
  monthly_credits: number | null;
  limits: {
    locations: number | null;
    products: number | null;
    users: number | null;
    recipes: number | null;
    suppliers: number | null;
  };
  features: (
    | "studio"
    | "exports"
    | "analytics"
    | "api_access"
    | "priority_queue"
    | "branding"
    | "sso_ready"
    | "audit_export"
    | "hierarchy"
  )[];
  prices: Price[];
};

export type PlanComparison = {
  plans: Plan[];
  features: {
    feature:
      | "studio"
      | "exports"
      | "analytics"
      | "api_access"
      | "priority_queue"
      | "branding"
      | "sso_ready"
      | "audit_export"
      | "hierarchy";
    has_feature: Partial<Record<"free" | "starter" | "pro" | "enterprise", boolean>>;
  }[];
  limits: {
    resource: "locations" | "products" | "users" | "recipes" | "suppliers";
    limit: Partial<Record<"free" | "starter" | "pro" | "enterprise", number | null>>;
  }[];
};

export type PlanFeatures = {
  tier: "free" | "starter" | "pro" | "enterprise";
  version: number;
  features: (
    | "studio"
    | "exports"
    | "analytics"
    | "api_access"
    | "priority_queue"
    | "branding"
    | "sso_ready"
    | "audit_export"
    | "hierarchy"
  )[];
};

export type PlanLimits = {
  tier: "free" | "starter" | "pro" | "enterprise";
  version: number;
  limits: {
    locations: number | null;
    products: number | null;
    users: number | null;
    recipes: number | null;
    suppliers: number | null;
  };
  monthly_credits: number | null;
};

export type PlanList = { data: Plan[] };

export type Portal = { url: string };

export type PostedTransaction = {
  event_id: string;
  transaction_id: string;
  debit_reference_id: string;
  status: string;
  amount_minor: number;
  currency: string;
  state: "posted" | "parked" | "refused" | "ignored";
  reason: string | null;
  payment_id: string | null;
  received_at: string;
};

export type Poster = { id: string; prompt: string; svg: string; created_at: string };

export type PosterCreated = { poster: Poster; credits: Credits };

export type PosterPage = { data: Poster[]; next_cursor: string | null };

export type PosterRequestInput = { prompt: string; request_id: string };

export type Price = {
  interval: "monthly" | "yearly";
  currency: "usd" | "eur" | "gbp";
  amount_minor: number;
  extra_member_minor: number | null;
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  code:
    | "malformed_json"
    | "invalid_request"
    | "unsupported_media_type"
    | "payload_too_large"
    | "unauthenticated"
    | "forbidden"
    | "origin_refused"
    | "session_only"
    | "too_many_keys"
    | "not_found"
    | "idempotency_mismatch"
    | "idempotency_in_progress"
    | "rate_limited"
    | "email_not_verified"
    | "email_taken"
    | "wrong_credentials"
    | "wrong_password"
    | "invalid_token"
    | "weak_password"
    | "unknown_plan"
    | "plan_not_for_sale"
    | "already_subscribed"
    | "checkout_not_found"
    | "checkout_busy"
    | "not_subscribed"
    | "no_billing_account"
    | "subscription_ended"
    | "custom_price"
    | "currency_differs"
    | "payment_pending"
    | "payment_overdue"
    | "subscription_paused"
    | "subscription_not_paused"
    | "not_pausable"
    | "change_pending"
    | "cancellation_scheduled"
    | "pays_by_transfer"
    | "no_change"
    | "cancel_instead"
    | "nothing_to_undo"
    | "quote_not_found"
    | "quote_outdated"
    | "change_busy"
    | "payment_failed"
    | "payment_method_required"
    | "authentication_required"
    | "promotion_code_invalid"
    | "payment_amount_mismatch"
    | "invoice_not_payable"
    | "not_refundable"
    | "out_of_credits"
    | "reservation_not_found"
    | "reservation_ended"
    | "source_reused"
    | "unknown_pack"
    | "quota_reached"
    | "item_locked"
    | "read_only"
    | "feature_locked"
    | "too_many_workspaces"
    | "owner_stays"
    | "already_member"
    | "seat_quote_required"
    | "wrong_address"
    | "billed_by_parent"
    | "has_children"
    | "owns_workspaces"
    | "not_confirmed"
    | "deletion_busy"
    | "grant_not_found"
    | "event_has_no_subject"
    | "invalid_signature"
    | "card_setup_not_found"
    | "card_not_ready"
    | "card_entry_expired"
    | "trial_used"
    | "trial_not_offered"
    | "not_on_trial"
    | "registration_not_found"
    | "registration_expired"
    | "cards_unavailable"
    | "billing_unavailable"
    | "internal";
  detail: string;
  request_id: string;
  upgrade_url?: string;
  errors?: { path: string; message: string }[];
  quote?: {
    id: string;
    quantity: number;
    amount_due_minor: number;
    next_charge_minor: number | null;
    currency: string;
    expires_at: string;
  };
};

export type Profile = { id: string; email: string; name: string; locale: string; email_verified: boolean };

export type Quote = {
  id: string;
  state: "open" | "confirming" | "requires_action" | "applied" | "failed" | "expired";
  timing: "now" | "period_end" | "trial";
  from: {
    tier: ("free" | "starter" | "pro" | "enterprise") | null;
    interval: ("monthly" | "yearly") | null;
    quantity: number;
  };
  to: {
    tier: ("free" | "starter" | "pro" | "enterprise") | null;
    interval: ("monthly" | "yearly") | null;
    quantity: number;
  };
  currency: string;
  lines: {
    description: string;
    amount_minor: number;
    is_proration: boolean;
    period_start: string;
    period_end: string;
  }[];
  subtotal_minor: number;
  discount_minor: number;
  tax_minor: number;
  credit_applied_minor: number;
  amount_due_minor: number;
  next_charge_minor: number | null;
  next_charge_at: string | null;
  effective_at: string;
  proration_at: string;
  replaces_scheduled_change: boolean;
  expires_at: string;
};

export type QuoteRequestInput = {
  plan: string;
  interval?: "monthly" | "yearly";
  quantity?: number;
  promotion_code?: string;
};

export type ReactivateRequestInput = { plan?: string; interval?: "monthly" | "yearly" };

export type Refund = {
  id: string;
  status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  amount_minor: number;
  currency: string;
  reason: string | null;
  created_at: string;
};

export type RefundRequestInput = {
  amount_minor?: number;
  reason?: "duplicate" | "fraudulent" | "requested_by_customer";
  cancel?: boolean;
};

export type RefundedPayment = { payment: PaymentDetail; subscription_ended: boolean };

export type RegistrationRequestInput = {
  email: string;
  name?: string;
  plan: string;
  interval?: "monthly" | "yearly";
  currency?: "usd" | "eur" | "gbp";
  mode?: "trial" | "paid";
  locale?: "en";
};

export type RegistrationResult = {
  state: "completing" | "complete";
  next: "authenticate" | "done";
  client_secret: string | null;
  failure: ("payment_declined" | "trial_used" | "plan_unavailable" | "interrupted") | null;
  tenant_id: string;
  signed_in: boolean;
};

export type RegistrationSetup = {
  setup_intent_id: string;
  client_secret: string;
  publishable_key: string;
  expires_at: string;
  state_id: string;
  secret: string;
};

export type RegistrationState = {
  state_id: string;
  state: "setup" | "completing" | "complete" | "expired";
  next: "enter_card" | "complete" | "sign_in" | "start_again";
  setup_intent_id: string | null;
  client_secret: string | null;
  publishable_key: string | null;
  email: string;
  name: string | null;
  plan: "free" | "starter" | "pro" | "enterprise";
  interval: "monthly" | "yearly";
  currency: string;
  amount_minor: number;
  mode: "trial" | "paid";
  trial_days: number;
  failure: ("payment_declined" | "trial_used" | "plan_unavailable" | "interrupted") | null;
  expires_at: string;
};

export type ReleaseRequestInput = { reservation_id: string };

export type ResendVerificationInput = { return_to?: string };

export type Reservation = {
  reservation_id: string;
  state: "reserved" | "settled" | "released" | "expired";
  quantity: number;
  settled_quantity: number | null;
  expires_at: string;
  credits: Credits;
};

export type ReserveRequestInput = { quantity?: number; source: string; ttl?: number };

export type ResetPasswordInput = { token: string; password: string };

export type ResourceUsage = {
  resource: "locations" | "products" | "users" | "recipes" | "suppliers";
  used: number;
  limit: number | null;
  remaining: number | null;
  percent: number | null;
};

export type Session = {
  id: string;
  current: boolean;
  browser: string | null;
  platform: string | null;
  ip_address: string | null;
  created_at: string;
  last_seen_at: string;
};

export type SessionList = { data: Session[] };

export type SessionsRevoked = { revoked: number };

export type SettleRequestInput = { reservation_id: string; quantity: number };

export type SignInInput = { email: string; password: string };

export type SignUpInput = { name: string; email: string; password: string; locale?: "en"; return_to?: string };

export type SignedIn = { user: { id: string; email: string; name: string; email_verified: boolean } };

export type StartOutcome = {
  tenant_id: string;
  access: Access;
  subscription: {
    status: "incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "unpaid" | "canceled" | "paused";
    tier: ("free" | "starter" | "pro" | "enterprise") | null;
    interval: ("monthly" | "yearly") | null;
    amount_minor: number;
    currency: string;
    quantity: number;
    current_period_end: string;
    trial_end: string | null;
    cancel_at: string | null;
    next_charge_at: string | null;
    next_charge_minor: number | null;
    scheduled_change: {
      tier: ("free" | "starter" | "pro" | "enterprise") | null;
      interval: ("monthly" | "yearly") | null;
      quantity: number;
      at: string;
    } | null;
    pending_change: {
      tier: ("free" | "starter" | "pro" | "enterprise") | null;
      interval: ("monthly" | "yearly") | null;
      quantity: number;
      expires_at: string;
    } | null;
    paused: boolean;
    resumes_at: string | null;
    resume_charge_minor: number | null;
    discounts: {
      name: string;
      percent_off: number | null;
      amount_off_minor: number | null;
      currency: string | null;
      ends_at: string | null;
    }[];
  } | null;
  payment_method: Card | null;
  credits: Credits;
  outcome: "applied" | "requires_action" | "checkout" | "trial_setup";
  client_secret: string | null;
  checkout_url: string | null;
  trial: TrialSetup | null;
};

export type StatusAnswer = {
  tenant_id: string;
  status:
    | ("incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "unpaid" | "canceled" | "paused")
    | null;
  tier: "free" | "starter" | "pro" | "enterprise";
  mode: "full" | "grace" | "read_only" | "none";
  current_period_end: string | null;
  trial_end: string | null;
  cancel_at: string | null;
  version: number;
};

export type Suspension = { suspended: boolean };

export type SwitchTenantInput = { tenant_id: string };

export type Tenant = {
  id: string;
  name: string;
  kind: "personal" | "team";
  role: "owner" | "admin" | "billing" | "member";
  created_at: string;
  tier: "free" | "starter" | "pro" | "enterprise";
  mode: "full" | "grace" | "read_only" | "none";
  parent: { id: string; name: string } | null;
};

export type TestCardRequestInput = { card: "works" | "declines" };

export type TierAnswer = {
  tenant_id: string;
  tier: "free" | "starter" | "pro" | "enterprise";
  mode: "full" | "grace" | "read_only" | "none";
  next_change_at: string | null;
  version: number;
};

export type TimeMachine = {
  now: string;
  is_moved: boolean;
  can_move: boolean;
  moments: { name: "trial_end" | "next_renewal" | "grace_end" | "read_only_end" | "year_later"; at: string }[];
  log: TimelineEntry[];
};

export type TimelineEntry = {
  kind: "webhook" | "event" | "mail" | "credits";
  id: string;
  title: string;
  detail: Record<string, unknown>;
  at: string;
};

export type TransactionList = { data: PostedTransaction[] };

export type TransactionStatusUpdatedEventInput = {
  event_id: string;
  transaction_id: string;
  debit_reference_id: string;
  status: string;
  amount_minor: number;
  currency: string;
};

export type TransferTenantInput = { user_id: string };

export type TrialRequestInput = {
  plan: string;
  interval?: "monthly" | "yearly";
  currency?: "usd" | "eur" | "gbp";
  trial_period_days?: number;
};

export type TrialSetup = {
  setup_intent_id: string;
  client_secret: string;
  publishable_key: string;
  expires_at: string;
  trial_days: number;
};

export type UpdateProfileInput = { name?: string; locale?: "en" };

export type UpdateTenantInput = { name: string };

export type UpgradeRequestInput = {
  new_plan: string;
  interval?: "monthly" | "yearly";
  quantity?: number;
  promotion_code?: string;
  quote_id?: string;
};

export type UsageChangeInput = { delta: 1 | -1; source: string };

export type UsageSummary = {
  tier: "free" | "starter" | "pro" | "enterprise";
  mode: "full" | "grace" | "read_only" | "none";
  credits: Credits;
  resources: ResourceUsage[];
  resets_at: string;
};

export type VerifyEmailInput = { token: string };

/** Every call of the API. */
export interface Operations {
  "GET /admin/drifts": {
    params?: undefined;
    query: { cursor?: string; limit?: number; open?: "true" | "false" };
    body?: undefined;
    answer: DriftPage;
  };
  "POST /admin/drifts/{drift_id}/settle": {
    params: { drift_id: string };
    query?: undefined;
    body?: undefined;
    answer: Drift;
  };
  "GET /admin/inbox": {
    params?: undefined;
    query: { cursor?: string; limit?: number; state?: "received" | "processed" | "ignored" | "parked" | "dead" };
    body?: undefined;
    answer: InboxPage;
  };
  "GET /admin/inbox/{event_id}": {
    params: { event_id: string };
    query?: undefined;
    body?: undefined;
    answer: InboxEventDetail;
  };
  "POST /admin/inbox/{event_id}/dry-run": {
    params: { event_id: string };
    query?: undefined;
    body?: undefined;
    answer: DifferenceList;
  };
  "POST /admin/inbox/{event_id}/replay": {
    params: { event_id: string };
    query?: undefined;
    body?: undefined;
    answer: InboxEventDetail;
  };
  "POST /admin/payments/{payment_id}/refunds": {
    params: { payment_id: string };
    query?: undefined;
    body: RefundRequestInput;
    answer: RefundedPayment;
  };
  "POST /admin/tenants/{tenant_id}/bank-transfer": {
    params: { tenant_id: string };
    query?: undefined;
    body: PayByTransferRequestInput;
    answer: BankTransfer;
  };
  "DELETE /admin/tenants/{tenant_id}/bank-transfer": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: BankTransfer;
  };
  "POST /admin/tenants/{tenant_id}/credits": {
    params: { tenant_id: string };
    query?: undefined;
    body: CreditGrantRequestInput;
    answer: Credits;
  };
  "GET /admin/tenants/{tenant_id}/differences": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: DifferenceList;
  };
  "GET /admin/tenants/{tenant_id}/grants": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: GrantList;
  };
  "POST /admin/tenants/{tenant_id}/grants": {
    params: { tenant_id: string };
    query?: undefined;
    body: GrantRequestInput;
    answer: Grant;
  };
  "DELETE /admin/tenants/{tenant_id}/grants/{grant_id}": {
    params: { tenant_id: string; grant_id: string };
    query?: undefined;
    body?: undefined;
    answer: Grant;
  };
  "DELETE /admin/tenants/{tenant_id}/suspension": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: Suspension;
  };
  "POST /admin/tenants/{tenant_id}/sync": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: BillingState;
  };
  "GET /admin/transactions": {
    params?: undefined;
    query: { state?: "posted" | "parked" | "refused" | "ignored" };
    body?: undefined;
    answer: TransactionList;
  };
  "POST /admin/transactions": {
    params?: undefined;
    query?: undefined;
    body: TransactionStatusUpdatedEventInput;
    answer: PostedTransaction;
  };
  "POST /admin/transactions/repost": {
    params?: undefined;
    query?: undefined;
    body?: undefined;
    answer: TransactionList;
  };
  "POST /auth/forgot-password": { params?: undefined; query?: undefined; body: ForgotPasswordInput; answer: undefined };
  "POST /auth/resend-verification": {
    params?: undefined;
    query?: undefined;
    body: ResendVerificationInput;
    answer: undefined;
  };
  "POST /auth/reset-password": { params?: undefined; query?: undefined; body: ResetPasswordInput; answer: undefined };
  "POST /auth/sign-in": { params?: undefined; query?: undefined; body: SignInInput; answer: SignedIn };
  "POST /auth/sign-out": { params?: undefined; query?: undefined; body?: undefined; answer: undefined };
  "POST /auth/sign-up": { params?: undefined; query?: undefined; body: SignUpInput; answer: SignedIn };
  "POST /auth/verify-email": { params?: undefined; query?: undefined; body: VerifyEmailInput; answer: undefined };
  "GET /billing/card-entry": { params?: undefined; query?: undefined; body?: undefined; answer: CardEntry };
  "POST /billing/checkout": { params?: undefined; query?: undefined; body: CheckoutRequestInput; answer: Checkout };
  "GET /billing/plans": { params?: undefined; query?: undefined; body?: undefined; answer: PlanList };
  "POST /billing/portal": { params?: undefined; query?: undefined; body?: undefined; answer: Portal };
  "POST /billing/subscriptions": {
    params?: undefined;
    query?: undefined;
    body: CreateSubscriptionRequestInput;
    answer: StartOutcome;
  };
  "PUT /billing/subscriptions": {
    params?: undefined;
    query?: undefined;
    body: UpgradeRequestInput;
    answer: ChangeOutcome;
  };
  "DELETE /billing/subscriptions": {
    params?: undefined;
    query?: undefined;
    body: CancelRequestInput;
    answer: BillingState;
  };
  "GET /billing/subscriptions/me": { params?: undefined; query?: undefined; body?: undefined; answer: BillingState };
  "PATCH /billing/subscriptions/plan": {
    params?: undefined;
    query?: undefined;
    body: UpgradeRequestInput;
    answer: ChangeOutcome;
  };
  "POST /billing/webhooks/stripe": {
    params?: undefined;
    query?: undefined;
    body?: undefined;
    answer: { received: true };
  };
  "GET /me": { params?: undefined; query?: undefined; body?: undefined; answer: Me };
  "PATCH /me": { params?: undefined; query?: undefined; body: UpdateProfileInput; answer: Profile };
  "DELETE /me": { params?: undefined; query?: undefined; body: DeleteAccountInput; answer: undefined };
  "POST /me/invitations": {
    params?: undefined;
    query?: undefined;
    body: AcceptInvitationInput;
    answer: AcceptedInvitation;
  };
  "POST /me/password": { params?: undefined; query?: undefined; body: ChangePasswordInput; answer: undefined };
  "GET /me/sessions": { params?: undefined; query?: undefined; body?: undefined; answer: SessionList };
  "DELETE /me/sessions": { params?: undefined; query?: undefined; body?: undefined; answer: SessionsRevoked };
  "DELETE /me/sessions/{session_id}": {
    params: { session_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "POST /me/tenant": { params?: undefined; query?: undefined; body: SwitchTenantInput; answer: OwnTenant };
  "GET /me/tenants": { params?: undefined; query?: undefined; body?: undefined; answer: OwnTenantList };
  "POST /payments/webhooks/stripe": {
    params?: undefined;
    query?: undefined;
    body?: undefined;
    answer: { received: true };
  };
  "GET /plans": { params?: undefined; query?: undefined; body?: undefined; answer: PlanList };
  "GET /plans/compare": { params?: undefined; query: { plans?: string }; body?: undefined; answer: PlanComparison };
  "GET /plans/{tier}": { params: { tier: string }; query?: undefined; body?: undefined; answer: Plan };
  "GET /plans/{tier}/features": { params: { tier: string }; query?: undefined; body?: undefined; answer: PlanFeatures };
  "GET /plans/{tier}/limits": { params: { tier: string }; query?: undefined; body?: undefined; answer: PlanLimits };
  "POST /registration/complete": {
    params?: undefined;
    query?: undefined;
    body: CompleteRegistrationInput;
    answer: RegistrationResult;
  };
  "POST /registration/payment-setup": {
    params?: undefined;
    query?: undefined;
    body: RegistrationRequestInput;
    answer: RegistrationSetup;
  };
  "GET /registration/state/{state_id}": {
    params: { state_id: string };
    query?: undefined;
    body?: undefined;
    answer: RegistrationState;
  };
  "POST /subscriptions": { params?: undefined; query?: undefined; body: CheckoutRequestInput; answer: Checkout };
  "PUT /subscriptions": { params?: undefined; query?: undefined; body: CheckoutRequestInput; answer: Checkout };
  "GET /tenants": { params?: undefined; query?: undefined; body?: undefined; answer: OwnTenantList };
  "POST /tenants": { params?: undefined; query?: undefined; body: CreateTenantInput; answer: Tenant };
  "GET /tenants/{tenant_id}": { params: { tenant_id: string }; query?: undefined; body?: undefined; answer: Tenant };
  "PATCH /tenants/{tenant_id}": {
    params: { tenant_id: string };
    query?: undefined;
    body: UpdateTenantInput;
    answer: Tenant;
  };
  "DELETE /tenants/{tenant_id}": {
    params: { tenant_id: string };
    query?: undefined;
    body: DeleteTenantInput;
    answer: undefined;
  };
  "GET /tenants/{tenant_id}/api-keys": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: ApiKeyList;
  };
  "POST /tenants/{tenant_id}/api-keys": {
    params: { tenant_id: string };
    query?: undefined;
    body: CreateApiKeyInput;
    answer: ApiKeyCreated;
  };
  "DELETE /tenants/{tenant_id}/api-keys/{key_id}": {
    params: { tenant_id: string; key_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "GET /tenants/{tenant_id}/audit": {
    params: { tenant_id: string };
    query: { cursor?: string; limit?: number };
    body?: undefined;
    answer: AuditPage;
  };
  "POST /tenants/{tenant_id}/checkout": {
    params: { tenant_id: string };
    query?: undefined;
    body: CheckoutRequestInput;
    answer: Checkout;
  };
  "POST /tenants/{tenant_id}/checkout/confirm": {
    params: { tenant_id: string };
    query?: undefined;
    body: ConfirmRequestInput;
    answer:
      | {
          status: "open" | "complete" | "expired";
          currency: string;
          return_to: string | null;
          billing: {
            tenant_id: string;
            access: {
              tier: "free" | "starter" | "pro" | "enterprise";
              mode: "full" | "grace" | "read_only" | "none";
              reason: string;
              explanation: string;
              next_change_at: string | null;
              features: string[];
              version: number;
            };
            subscription: {
              status:
                | "incomplete"
                | "incomplete_expired"
                | "trialing"
                | "active"
                | "past_due"
                | "unpaid"
                | "canceled"
                | "paused";
              tier: ("free" | "starter" | "pro" | "enterprise") | null;
              interval: ("monthly" | "yearly") | null;
              amount_minor: number;
              currency: string;
              quantity: number;
              current_period_end: string;
              trial_end: string | null;
              cancel_at: string | null;
              next_charge_at: string | null;
              next_charge_minor: number | null;
              scheduled_change: {
                tier: ("free" | "starter" | "pro" | "enterprise") | null;
                interval: ("monthly" | "yearly") | null;
                quantity: number;
                at: string;
              } | null;
              pending_change: {
                tier: ("free" | "starter" | "pro" | "enterprise") | null;
                interval: ("monthly" | "yearly") | null;
                quantity: number;
                expires_at: string;
              } | null;
              paused: boolean;
              resumes_at: string | null;
              resume_charge_minor: number | null;
              discounts: {
                name: string;
                percent_off: number | null;
                amount_off_minor: number | null;
                currency: string | null;
                ends_at: string | null;
              }[];
            } | null;
            payment_method: { brand: string; last4: string; exp_month: number; exp_year: number } | null;
            credits: {
              unlimited: boolean;
              balance: number;
              monthly_balance: number;
              pack_balance: number;
              reserved: number;
              granted_this_month: number;
              used_this_month: number;
              resets_at: string;
            };
          };
          kind: "plan";
          plan: string;
          interval: "monthly" | "yearly";
        }
      | {
          status: "open" | "complete" | "expired";
          currency: string;
          return_to: string | null;
          billing: {
            tenant_id: string;
            access: {
              tier: "free" | "starter" | "pro" | "enterprise";
              mode: "full" | "grace" | "read_only" | "none";
              reason: string;
              explanation: string;
              next_change_at: string | null;
              features: string[];
              version: number;
            };
            subscription: {
              status:
                | "incomplete"
                | "incomplete_expired"
                | "trialing"
                | "active"
                | "past_due"
                | "unpaid"
                | "canceled"
                | "paused";
              tier: ("free" | "starter" | "pro" | "enterprise") | null;
              interval: ("monthly" | "yearly") | null;
              amount_minor: number;
              currency: string;
              quantity: number;
              current_period_end: string;
              trial_end: string | null;
              cancel_at: string | null;
              next_charge_at: string | null;
              next_charge_minor: number | null;
              scheduled_change: {
                tier: ("free" | "starter" | "pro" | "enterprise") | null;
                interval: ("monthly" | "yearly") | null;
                quantity: number;
                at: string;
              } | null;
              pending_change: {
                tier: ("free" | "starter" | "pro" | "enterprise") | null;
                interval: ("monthly" | "yearly") | null;
                quantity: number;
                expires_at: string;
              } | null;
              paused: boolean;
              resumes_at: string | null;
              resume_charge_minor: number | null;
              discounts: {
                name: string;
                percent_off: number | null;
                amount_off_minor: number | null;
                currency: string | null;
                ends_at: string | null;
              }[];
            } | null;
            payment_method: { brand: string; last4: string; exp_month: number; exp_year: number } | null;
            credits: {
              unlimited: boolean;
              balance: number;
              monthly_balance: number;
              pack_balance: number;
              reserved: number;
              granted_this_month: number;
              used_this_month: number;
              resets_at: string;
            };
          };
          kind: "credits";
          pack: string;
          credits: number;
          credited: boolean;
        };
  };
  "GET /tenants/{tenant_id}/children": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: ChildTenantList;
  };
  "POST /tenants/{tenant_id}/children": {
    params: { tenant_id: string };
    query?: undefined;
    body: CreateTenantInput;
    answer: ChildTenant;
  };
  "DELETE /tenants/{tenant_id}/children/{child_id}": {
    params: { tenant_id: string; child_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "GET /tenants/{tenant_id}/credits": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: Credits;
  };
  "POST /tenants/{tenant_id}/credits/consume": {
    params: { tenant_id: string };
    query?: undefined;
    body: ConsumeRequestInput;
    answer: Consumption;
  };
  "GET /tenants/{tenant_id}/credits/entries": {
    params: { tenant_id: string };
    query: { cursor?: string; limit?: number };
    body?: undefined;
    answer: CreditEntryPage;
  };
  "GET /tenants/{tenant_id}/credits/packs": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: PackList;
  };
  "POST /tenants/{tenant_id}/credits/packs/{pack}/checkout": {
    params: { tenant_id: string; pack: string };
    query?: undefined;
    body: PackCheckoutRequestInput;
    answer: Checkout;
  };
  "POST /tenants/{tenant_id}/credits/release": {
    params: { tenant_id: string };
    query?: undefined;
    body: ReleaseRequestInput;
    answer: Reservation;
  };
  "POST /tenants/{tenant_id}/credits/reserve": {
    params: { tenant_id: string };
    query?: undefined;
    body: ReserveRequestInput;
    answer: Reservation;
  };
  "POST /tenants/{tenant_id}/credits/settle": {
    params: { tenant_id: string };
    query?: undefined;
    body: SettleRequestInput;
    answer: Reservation;
  };
  "GET /tenants/{tenant_id}/events": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: string;
  };
  "GET /tenants/{tenant_id}/invitations": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: InvitationList;
  };
  "POST /tenants/{tenant_id}/invitations": {
    params: { tenant_id: string };
    query?: undefined;
    body: InviteInput;
    answer: Invitation;
  };
  "DELETE /tenants/{tenant_id}/invitations/{invitation_id}": {
    params: { tenant_id: string; invitation_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "GET /tenants/{tenant_id}/members": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: MemberList;
  };
  "DELETE /tenants/{tenant_id}/members/me": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "PATCH /tenants/{tenant_id}/members/{user_id}": {
    params: { tenant_id: string; user_id: string };
    query?: undefined;
    body: ChangeRoleInput;
    answer: MemberList;
  };
  "DELETE /tenants/{tenant_id}/members/{user_id}": {
    params: { tenant_id: string; user_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "GET /tenants/{tenant_id}/payments": {
    params: { tenant_id: string };
    query: { cursor?: string; limit?: number };
    body?: undefined;
    answer: PaymentPage;
  };
  "GET /tenants/{tenant_id}/payments/bank-transfer": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: BankTransfer;
  };
  "GET /tenants/{tenant_id}/payments/{payment_id}": {
    params: { tenant_id: string; payment_id: string };
    query?: undefined;
    body?: undefined;
    answer: PaymentDetail;
  };
  "POST /tenants/{tenant_id}/payments/{payment_id}/init": {
    params: { tenant_id: string; payment_id: string };
    query?: undefined;
    body?: undefined;
    answer: InitializedPayment;
  };
  "POST /tenants/{tenant_id}/portal": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: Portal;
  };
  "GET /tenants/{tenant_id}/posters": {
    params: { tenant_id: string };
    query: { cursor?: string; limit?: number };
    body?: undefined;
    answer: PosterPage;
  };
  "POST /tenants/{tenant_id}/posters": {
    params: { tenant_id: string };
    query?: undefined;
    body: PosterRequestInput;
    answer: PosterCreated;
  };
  "DELETE /tenants/{tenant_id}/posters/{poster_id}": {
    params: { tenant_id: string; poster_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "GET /tenants/{tenant_id}/resources/{resource}": {
    params: { tenant_id: string; resource: string };
    query: { cursor?: string; limit?: number; archived?: "true" | "false" };
    body?: undefined;
    answer: ItemPage;
  };
  "POST /tenants/{tenant_id}/resources/{resource}": {
    params: { tenant_id: string; resource: string };
    query?: undefined;
    body: ItemRequestInput;
    answer: Item;
  };
  "PATCH /tenants/{tenant_id}/resources/{resource}/{item_id}": {
    params: { tenant_id: string; resource: string; item_id: string };
    query?: undefined;
    body: ItemChangeInput;
    answer: Item;
  };
  "DELETE /tenants/{tenant_id}/resources/{resource}/{item_id}": {
    params: { tenant_id: string; resource: string; item_id: string };
    query?: undefined;
    body?: undefined;
    answer: undefined;
  };
  "GET /tenants/{tenant_id}/settings": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: Tenant;
  };
  "PATCH /tenants/{tenant_id}/settings": {
    params: { tenant_id: string };
    query?: undefined;
    body: UpdateTenantInput;
    answer: Tenant;
  };
  "POST /tenants/{tenant_id}/subscription": {
    params: { tenant_id: string };
    query?: undefined;
    body: CreateSubscriptionRequestInput;
    answer: StartOutcome;
  };
  "GET /tenants/{tenant_id}/subscription/access": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: AccessAnswer;
  };
  "POST /tenants/{tenant_id}/subscription/cancel": {
    params: { tenant_id: string };
    query?: undefined;
    body: CancelRequestInput;
    answer: BillingState;
  };
  "GET /tenants/{tenant_id}/subscription/details": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: BillingState;
  };
  "GET /tenants/{tenant_id}/subscription/features": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: FeatureList;
  };
  "GET /tenants/{tenant_id}/subscription/features/{feature}": {
    params: { tenant_id: string; feature: string };
    query?: undefined;
    body?: undefined;
    answer: FeatureAnswer;
  };
  "GET /tenants/{tenant_id}/subscription/invoices": {
    params: { tenant_id: string };
    query: { cursor?: string; limit?: number };
    body?: undefined;
    answer: InvoicePage;
  };
  "POST /tenants/{tenant_id}/subscription/invoices/{invoice_id}/pay": {
    params: { tenant_id: string; invoice_id: string };
    query?: undefined;
    body?: undefined;
    answer: PaidInvoice;
  };
  "GET /tenants/{tenant_id}/subscription/limits": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: Limits;
  };
  "GET /tenants/{tenant_id}/subscription/limits/{resource}": {
    params: { tenant_id: string; resource: string };
    query?: undefined;
    body?: undefined;
    answer: Limit;
  };
  "POST /tenants/{tenant_id}/subscription/pause": {
    params: { tenant_id: string };
    query?: undefined;
    body: PauseRequestInput;
    answer: BillingState;
  };
  "GET /tenants/{tenant_id}/subscription/payment-method": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: PaymentMethod;
  };
  "POST /tenants/{tenant_id}/subscription/payment-method": {
    params: { tenant_id: string };
    query?: undefined;
    body: { setup_intent_id: string } | { payment_method_id: string } | Record<string, unknown>;
    answer:
      | { setup_intent_id: string; client_secret: string; publishable_key: string; expires_at: string }
      | {
          status: "updated" | "requires_action" | "payment_failed";
          client_secret: string | null;
          message: string | null;
          billing: {
            tenant_id: string;
            access: {
              tier: "free" | "starter" | "pro" | "enterprise";
              mode: "full" | "grace" | "read_only" | "none";
              reason: string;
              explanation: string;
              next_change_at: string | null;
              features: string[];
              version: number;
            };
            subscription: {
              status:
                | "incomplete"
                | "incomplete_expired"
                | "trialing"
                | "active"
                | "past_due"
                | "unpaid"
                | "canceled"
                | "paused";
              tier: ("free" | "starter" | "pro" | "enterprise") | null;
              interval: ("monthly" | "yearly") | null;
              amount_minor: number;
              currency: string;
              quantity: number;
              current_period_end: string;
              trial_end: string | null;
              cancel_at: string | null;
              next_charge_at: string | null;
              next_charge_minor: number | null;
              scheduled_change: {
                tier: ("free" | "starter" | "pro" | "enterprise") | null;
                interval: ("monthly" | "yearly") | null;
                quantity: number;
                at: string;
              } | null;
              pending_change: {
                tier: ("free" | "starter" | "pro" | "enterprise") | null;
                interval: ("monthly" | "yearly") | null;
                quantity: number;
                expires_at: string;
              } | null;
              paused: boolean;
              resumes_at: string | null;
              resume_charge_minor: number | null;
              discounts: {
                name: string;
                percent_off: number | null;
                amount_off_minor: number | null;
                currency: string | null;
                ends_at: string | null;
              }[];
            } | null;
            payment_method: { brand: string; last4: string; exp_month: number; exp_year: number } | null;
            credits: {
              unlimited: boolean;
              balance: number;
              monthly_balance: number;
              pack_balance: number;
              reserved: number;
              granted_this_month: number;
              used_this_month: number;
              resets_at: string;
            };
          };
        };
  };
  "POST /tenants/{tenant_id}/subscription/quote": {
    params: { tenant_id: string };
    query?: undefined;
    body: QuoteRequestInput;
    answer: Quote;
  };
  "POST /tenants/{tenant_id}/subscription/reactivate": {
    params: { tenant_id: string };
    query?: undefined;
    body: ReactivateRequestInput;
    answer: StartOutcome;
  };
  "POST /tenants/{tenant_id}/subscription/refresh": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: BillingState;
  };
  "POST /tenants/{tenant_id}/subscription/resume": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: BillingState;
  };
  "GET /tenants/{tenant_id}/subscription/status": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: StatusAnswer;
  };
  "GET /tenants/{tenant_id}/subscription/tier": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: TierAnswer;
  };
  "POST /tenants/{tenant_id}/subscription/trial": {
    params: { tenant_id: string };
    query?: undefined;
    body: TrialRequestInput;
    answer: TrialSetup;
  };
  "POST /tenants/{tenant_id}/subscription/trial/complete": {
    params: { tenant_id: string };
    query?: undefined;
    body: CompleteTrialInput;
    answer: BillingState;
  };
  "POST /tenants/{tenant_id}/subscription/trial/extend": {
    params: { tenant_id: string };
    query?: undefined;
    body: ExtendTrialInput;
    answer: BillingState;
  };
  "POST /tenants/{tenant_id}/subscription/undo-change": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: BillingState;
  };
  "POST /tenants/{tenant_id}/subscription/upgrade": {
    params: { tenant_id: string };
    query?: undefined;
    body: UpgradeRequestInput;
    answer: ChangeOutcome;
  };
  "GET /tenants/{tenant_id}/subscription/usage": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: UsageSummary;
  };
  "GET /tenants/{tenant_id}/subscription/validate-upgrade/{new_plan}": {
    params: { tenant_id: string; new_plan: string };
    query: { interval?: "monthly" | "yearly" };
    body?: undefined;
    answer: ChangeCheck;
  };
  "GET /tenants/{tenant_id}/time-machine": {
    params: { tenant_id: string };
    query?: undefined;
    body?: undefined;
    answer: TimeMachine;
  };
  "POST /tenants/{tenant_id}/time-machine": {
    params: { tenant_id: string };
    query?: undefined;
    body: MoveRequestInput;
    answer: TimeMachine;
  };
  "PUT /tenants/{tenant_id}/time-machine/card": {
    params: { tenant_id: string };
    query?: undefined;
    body: TestCardRequestInput;
    answer: TimeMachine;
  };
  "POST /tenants/{tenant_id}/transfer": {
    params: { tenant_id: string };
    query?: undefined;
    body: TransferTenantInput;
    answer: MemberList;
  };
  "GET /tenants/{tenant_id}/usage/{resource}": {
    params: { tenant_id: string; resource: string };
    query?: undefined;
    body?: undefined;
    answer: ResourceUsage;
  };
  "POST /tenants/{tenant_id}/usage/{resource}": {
    params: { tenant_id: string; resource: string };
    query?: undefined;
    body: UsageChangeInput;
    answer: ResourceUsage;
  };
}
