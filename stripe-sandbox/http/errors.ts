/** The `type` of an error body. */
export type ErrorType = "invalid_request_error" | "card_error" | "idempotency_error" | "api_error" | "rate_limit_error";

type ErrorFields = {
  status: number;
  type: ErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
  setup_intent?: object;
};

/** An answer with Stripe's error body. */
export class StripeError extends Error {
  readonly status: number;
  /** True when the request's changes stay although it failed, as with a declined charge. */
  readonly keepsChanges: boolean;
  /** True for what Stripe checks before it executes: such answers are not stored for idempotency. */
  readonly isValidation: boolean;

  constructor(
    readonly fields: ErrorFields,
    options: { keepsChanges?: boolean; isValidation?: boolean } = {},
  ) {
    super(fields.message);
    this.status = fields.status;
    this.keepsChanges = options.keepsChanges ?? false;
    this.isValidation = options.isValidation ?? false;
  }

  /** The body as sent. */
  body(requestId: string, accountId: string | null): { error: object } {
    const { status: _status, ...fields } = this.fields;
    const docUrl = fields.code
      ? { doc_url: `https://stripe.com/docs/error-codes/${fields.code.replaceAll("_", "-")}` }
      : {};
    const logUrl = accountId
      ? { request_log_url: `https://dashboard.stripe.com/${accountId}/test/workbench/logs?object=${requestId}` }
      : {};
    return { error: { ...fields, ...docUrl, ...logUrl } };
  }
}

/** A refused parameter or state: HTTP 400. */
export function invalidRequest(message: string, options: { code?: string; param?: string } = {}): StripeError {
  return new StripeError({ status: 400, type: "invalid_request_error", message, ...options });
}

/** A refused parameter found before anything ran. */
export function invalidParam(message: string, options: { code?: string; param?: string } = {}): StripeError {
  return new StripeError({ status: 400, type: "invalid_request_error", message, ...options }, { isValidation: true });
}

/** An unknown id in the path: HTTP 404, param `id`. */
export function noSuch(kind: string, id: string, param = "id"): StripeError {
  return new StripeError({
    status: 404,
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** An unknown id in a parameter: HTTP 400, that parameter. */
export function noSuchReference(kind: string, id: string, param: string): StripeError {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: "resource_missing", param });
}

/** A required parameter is missing. */
export function missingParam(param: string): StripeError {
  return invalidParam(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** Something that Stripe has and the sandbox has not. */
export function notImitated(what: string): StripeError {
  return new StripeError(
    { status: 501, type: "api_error", message: `${what} is not imitated by stripe-sandbox` },
    { isValidation: true },
  );
}
