/** Stripe's test cards by what they do. https://docs.stripe.com/testing */
export const CARDS = {
  works: "4242424242424242",
  declines: "4000000000000002",
  needsAuthentication: "4000002760003184",
} as const;

/** Pays on the hosted page as its form does; answers what the page would do next. */
export async function payCheckout(url: string, number: string = CARDS.works): Promise<{ kind: string }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({
      number,
      expiry: "12 / 34",
      cvc: "123",
      email: "ada@example.com",
      name: "Ada Lovelace",
      country: "US",
      postal_code: "10001",
    }),
  });
  return response.json();
}
