import type { Locale } from "@/lib/i18n/locales";
import { type CardOutcome, readOutcome } from "./card-outcome";
import { loadStripe } from "./load-stripe";
import { withBankInFront } from "./with-bank-in-front";

/**
 * Leads through the bank's question for a payment (or a card to save) that was confirmed on the server; without one
 * to answer it tells how the payment stands. Never throws: an unreachable Stripe is an outcome too.
 */
export async function authenticatePayment(clientSecret: string, locale: Locale): Promise<CardOutcome> {
  try {
    const stripe = await loadStripe(locale);
    const current = clientSecret.startsWith("seti_")
      ? await stripe.retrieveSetupIntent(clientSecret)
      : await stripe.retrievePaymentIntent(clientSecret);
    const answer =
      intentOf(current)?.status === "requires_action"
        ? await withBankInFront(() => stripe.handleNextAction({ clientSecret }))
        : current;
    return readOutcome({ error: answer.error, intent: intentOf(answer) });
  } catch {
    return { ok: false, failure: { reason: "unreachable", message: null } };
  }
}

interface Answer {
  setupIntent?: { id: string; status: string };
  paymentIntent?: { id: string; status: string };
}

const intentOf = (answer: Answer) => answer.setupIntent ?? answer.paymentIntent;
