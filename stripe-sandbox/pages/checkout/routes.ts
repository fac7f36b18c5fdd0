import {
  applyPromotionCode,
  enterCheckoutAddress,
  findCheckoutSession,
  removePromotionCode,
  submitCheckout,
} from "../../checkout/checkout-session";
import type { CheckoutOutcome, CheckoutView, InvalidField } from "../../checkout/views";
import type { PageContext, PageRoute } from "../../http/page-route";
import { accountOf } from "../../world";
import type { Language } from "../shared/i18n";
import { renderNotice, safeHref } from "../shared/layout";
import { formatMoney } from "../shared/money";
import { lastRefusal, translated } from "../shared/refusals";
import { languageOf, redirect, sendMissing, sendOutcome, sendPage, wantsJson } from "../shared/respond";
import { typedCard } from "../shared/typed-card";
import { withDiscountText } from "./discount-text";
import { renderCheckout } from "./render";
import type { CheckoutPage } from "./view";

/** The hosted checkout: its page, paying, and promotion codes. */
export const checkoutRoutes: PageRoute[] = [
  { method: "GET", pattern: "/c/pay/:sessionId", handler: showCheckout },
  { method: "POST", pattern: "/c/pay/:sessionId", handler: pay },
  { method: "POST", pattern: "/c/pay/:sessionId/address", handler: enterAddress },
  { method: "POST", pattern: "/c/pay/:sessionId/promotion", handler: applyCode },
  { method: "POST", pattern: "/c/pay/:sessionId/promotion/remove", handler: removeCode },
];

const sessionIdOf = ({ params }: PageContext) => params.sessionId ?? "";

function showCheckout(context: PageContext) {
  const view = findCheckoutSession(context.world, sessionIdOf(context));
  if (!view) return sendMissing(context);
  const language = languageOf(context, view.locale);
  if (view.status !== "open") return sendPage(context, renderEnded(view, language));
  const problem = context.query.get("challenge") === "failed" ? afterChallenge(context, language) : null;
  sendPage(context, renderCheckout(pageOf(withDiscountText(context.world, view, language), language, { problem })));
}

/** Why the bank's challenge did not lead to a payment: it was not passed, or the bank declined all the same. */
function afterChallenge({ world, params }: PageContext, language: Language): string {
  const sessionId = params.sessionId ?? "";
  const intent = accountOf(world, sessionId)?.checkoutRecords.find(sessionId)?.intent;
  return (intent ? lastRefusal(world, intent, language) : null) ?? language.t("error.authentication");
}

function pageOf(view: CheckoutView, language: Language, over: Partial<CheckoutPage>): CheckoutPage {
  const typed = { email: "", name: "", country: "", postalCode: "" };
  return { view, language, problem: null, promotionProblem: null, countryProblem: null, typed, ...over };
}

function renderEnded(view: CheckoutView, { t, ...language }: Language): string {
  const isComplete = view.status === "complete";
  const href = safeHref(isComplete ? view.successUrl : view.cancelUrl);
  const notice = isComplete
    ? { title: t("checkout.completeTitle"), text: t("checkout.completeText") }
    : { title: t("checkout.expiredTitle"), text: t("checkout.expiredText") };
  const link = href ? { href, label: t("checkout.return", { merchant: view.businessName }) } : null;
  return renderNotice({ t, ...language }, { ...notice, link });
}

async function pay(context: PageContext) {
  const { world, body } = context;
  const sessionId = sessionIdOf(context);
  const answer = await submitCheckout(world, sessionId, {
    card: typedCard(body),
    savedPaymentMethodId: body.saved_payment_method || undefined,
    email: body.email,
    name: body.name,
    country: body.country || undefined,
    postalCode: body.postal_code || undefined,
  });
  const locale = findCheckoutSession(world, sessionId)?.locale ?? null;
  const language = languageOf(context, locale);
  const outcome = isCountryMissing(answer)
    ? { ...answer, message: language.t("error.country") }
    : translated(answer, language);
  if (wantsJson(context)) return sendOutcome(context, outcome);
  if (outcome.kind === "complete") return redirect(context, outcome.redirectUrl);
  if (outcome.kind === "requires_action") return redirect(context, outcome.challengeUrl);
  showProblem(context, isCountryMissing(outcome) ? { countryProblem: outcome.message } : { problem: outcome.message });
}

function isCountryMissing(outcome: CheckoutOutcome): outcome is InvalidField {
  return outcome.kind === "invalid" && outcome.field === "country";
}

/** Notes the address that is being typed; the script draws the sums anew, a plain form gets the page with them. */
function enterAddress(context: PageContext) {
  const { world, body } = context;
  const address = { country: body.country || null, postalCode: body.postal_code || null };
  const amounts = enterCheckoutAddress(world, sessionIdOf(context), address);
  if (!wantsJson(context)) return amounts === null ? showCheckout(context) : showProblem(context, {});
  const view = findCheckoutSession(world, sessionIdOf(context));
  if (!view || amounts === null) return sendOutcome(context, { kind: "ended" });
  sendOutcome(context, {
    kind: "applied",
    amounts,
    announcement: announcementOf(view, languageOf(context, view.locale)),
  });
}

function announcementOf({ tax, amounts }: CheckoutView, { t, tag }: Language): string {
  const money = (amountMinor: number) => formatMoney(amountMinor, amounts.currency, tag);
  if (tax !== "known") return t("error.country");
  return t("checkout.totalAnnounced", { tax: money(amounts.taxMinor), total: money(amounts.totalMinor) });
}

function showProblem(context: PageContext, over: Partial<CheckoutPage>) {
  const view = findCheckoutSession(context.world, sessionIdOf(context));
  if (!view) return sendMissing(context);
  const { email = "", name = "", country = "", postal_code: postalCode = "" } = context.body;
  const language = languageOf(context, view.locale);
  const typed = { email, name, country, postalCode };
  const shown = withDiscountText(context.world, view, language);
  sendPage(context, renderCheckout(pageOf(shown, language, { typed, ...over })));
}

function applyCode(context: PageContext) {
  const answer = applyPromotionCode(context.world, sessionIdOf(context), context.body.promotion_code ?? "");
  const outcome = answer.kind === "refused" ? { ...answer, message: refusalOf(context, answer.message) } : answer;
  if (wantsJson(context)) return sendOutcome(context, outcome);
  if (outcome.kind === "refused") return showProblem(context, { promotionProblem: outcome.message });
  redirect(context, `/c/pay/${sessionIdOf(context)}`);
}

/** The reason as the core says it in English; elsewhere that the code is not valid. */
function refusalOf(context: PageContext, reason: string): string {
  const { locale, t } = languageOf(context, findCheckoutSession(context.world, sessionIdOf(context))?.locale ?? null);
  return locale === "en" ? reason : t("checkout.promotionInvalid");
}

function removeCode(context: PageContext) {
  const outcome = removePromotionCode(context.world, sessionIdOf(context));
  if (wantsJson(context)) return sendOutcome(context, outcome);
  redirect(context, `/c/pay/${sessionIdOf(context)}`);
}
