/** A purchase over the API as the landing page shows it; a test holds it against the API's own contract. */
export const CHECKOUT_REQUEST = {
  line: "POST /api/v1/tenants/{tenant_id}/checkout",
  body: { plan: "pro", interval: "monthly" },
};

export const CHECKOUT_RESPONSE = {
  line: "HTTP/1.1 200 OK",
  body: {
    checkout_id: "0199a7c2-5d3e-7c41-9b0a-3f6f1c9a52e8",
    url: "https://checkout.stripe.com/c/pay/cs_test_a1B2…",
    expires_at: "2026-07-15T09:41:07.000Z",
  },
};

/** The answer to the same request with a price in it. */
export const PRICE_REFUSAL = {
  line: "HTTP/1.1 400 Bad Request",
  body: {
    type: "https://tierline.dev/problems/invalid_request",
    title: "The request is not valid",
    status: 400,
    code: "invalid_request",
    detail: 'body: Unrecognized key: "price"',
    request_id: "0199a7c2-6b18-7e05-8d52-c4d0a1f77b36",
    errors: [{ path: "", message: 'Unrecognized key: "price"' }],
  },
};
