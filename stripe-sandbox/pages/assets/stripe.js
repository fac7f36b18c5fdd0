// Defines window.Stripe: the calls that a card step needs, answered by this sandbox. `/stripe.js` sends this file and those
// that it imports as one classic script, because that is what a page loads; nothing becomes global but `Stripe`.
import { call, intentOf, notThere } from "./stripe-api.js";
import { showChallenge } from "./stripe-challenge.js";
import { createElements } from "./stripe-elements.js";

function createStripe(publishableKey, { locale } = {}) {
  if (!/^pk_test_/.test(publishableKey ?? ""))
    throw new Error("stripe-sandbox takes publishable test keys only (pk_test_…).");
  const api = (method, path, params) => call(publishableKey, method, path, params);

  async function retrieve(clientSecret) {
    const intent = intentOf(clientSecret);
    const answer = await api("GET", intent.path, { client_secret: clientSecret });
    return answer.error ? { error: answer.error } : { [intent.result]: answer };
  }

  /** Leads through a challenge if the intent asks for one, and tells how it ended. */
  async function settle(clientSecret, answer, handleActions = true) {
    const intent = intentOf(clientSecret);
    if (answer.error) return { error: answer.error };
    const challenge = answer.next_action?.redirect_to_url?.url;
    if (answer.status !== "requires_action" || !challenge || !handleActions) return { [intent.result]: answer };
    await showChallenge(challenge);
    const after = await api("GET", intent.path, { client_secret: clientSecret });
    if (after.error) return { error: after.error };
    if (after.status !== "requires_payment_method") return { [intent.result]: after };
    return { error: { ...after[intent.lastError], [intent.wire]: after } };
  }

  /** Confirms with the frame's card, or with a payment method that exists. */
  async function confirm(clientSecret, element, params, handleActions) {
    const { path } = intentOf(clientSecret);
    const body = { client_secret: clientSecret, ...params };
    const answer = element
      ? await element._ask("confirm", { path, params: body })
      : await api("POST", `${path}/confirm`, body);
    return settle(clientSecret, answer, handleActions);
  }

  /** confirmCardSetup and confirmCardPayment: `payment_method` is an id, or a card element with details. */
  function confirmCard(
    clientSecret,
    { payment_method: method, return_url, setup_future_usage } = {},
    { handleActions = true } = {},
  ) {
    const others = { return_url, setup_future_usage };
    if (typeof method !== "object" || method === null) {
      return confirm(clientSecret, null, { payment_method: method, ...others }, handleActions);
    }
    if (typeof method.card?._ask !== "function")
      throw new Error("payment_method.card must be an element of this page.");
    const data = { billing_details: method.billing_details, metadata: method.metadata };
    return confirm(clientSecret, method.card, { payment_method_data: data, ...others }, handleActions);
  }

  /** confirmSetup and confirmPayment: back to `return_url` when it went well, unless no redirect was required. */
  async function confirmElements({ elements, clientSecret, confirmParams = {}, redirect = "always" }) {
    const secret = clientSecret ?? elements?._clientSecret();
    const element = confirmParams.payment_method ? null : (elements?._element() ?? null);
    const { payment_method_data, payment_method, return_url } = confirmParams;
    const outcome = await confirm(secret, element, { payment_method, payment_method_data, return_url }, true);
    if (outcome.error || redirect === "if_required") return outcome;
    const { wire, result } = intentOf(secret);
    const target = new URL(return_url);
    target.searchParams.set(wire, outcome[result].id);
    target.searchParams.set(`${wire}_client_secret`, secret);
    target.searchParams.set("redirect_status", outcome[result].status === "requires_action" ? "pending" : "succeeded");
    location.assign(target);
    // The page is being left; a promise that settled now would let the caller draw a result for a moment.
    return new Promise(() => undefined);
  }

  async function createPaymentMethod({ elements, params = {}, type, card, billing_details, metadata }) {
    const element = elements?._element() ?? card;
    if ((type ?? "card") !== "card" || typeof element?._ask !== "function")
      throw notThere("createPaymentMethod without a card element");
    const data = {
      billing_details: billing_details ?? params.billing_details,
      metadata: metadata ?? params.metadata,
    };
    const answer = await element._ask("createPaymentMethod", { params: data });
    return answer.error ? { error: answer.error } : { paymentMethod: answer };
  }

  async function handleNextAction({ clientSecret }) {
    const intent = intentOf(clientSecret);
    return settle(clientSecret, await api("GET", intent.path, { client_secret: clientSecret }));
  }

  return {
    elements: (options = {}) => createElements(publishableKey, { locale, ...options }),
    createPaymentMethod,
    confirmCardSetup: confirmCard,
    confirmCardPayment: confirmCard,
    confirmSetup: confirmElements,
    confirmPayment: confirmElements,
    handleNextAction,
    handleCardAction: (clientSecret) => handleNextAction({ clientSecret }),
    retrieveSetupIntent: retrieve,
    retrievePaymentIntent: retrieve,
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  };
}

// `loadStripe` takes a `window.Stripe` that it finds, and compares this with its own release train.
createStripe.version = "endive";
window.Stripe = createStripe;
