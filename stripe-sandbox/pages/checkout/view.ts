import type { CheckoutView } from "../../checkout/views";
import type { Language } from "../shared/i18n";

/** An open checkout as it is drawn: the core's view, the reader's language, and what the last attempt ran into. */
export interface CheckoutPage {
  view: CheckoutView;
  language: Language;
  /** A refusal to show at the card, after a plain form post or a failed challenge. */
  problem: string | null;
  promotionProblem: string | null;
  /** A refusal to show at the country, after a plain form post. */
  countryProblem: string | null;
  /** What a plain form post had sent, so that it need not be typed again; never card data. */
  typed: { email: string; name: string; country: string; postalCode: string };
}

/** The title over the summary, by what is sold. */
export function checkoutTitle({ view, language: { t } }: CheckoutPage): string {
  const [only] = view.lines.length === 1 ? view.lines : [];
  const product = only?.productName ?? view.businessName;
  switch (view.mode) {
    case "setup":
      return t("checkout.titleSetup");
    case "payment":
      return t("checkout.titlePay", { merchant: view.businessName });
    case "subscription":
      return t(view.trialEndsAt === null ? "checkout.titleSubscribe" : "checkout.titleTrial", { product });
  }
}
