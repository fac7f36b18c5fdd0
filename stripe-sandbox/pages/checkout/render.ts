import { cardFields, countryField, formMessages, savedCardChoices, textField } from "../shared/card-field";
import { dataBlock, type Html, html } from "../shared/html";
import { renderDocument } from "../shared/layout";
import { formatDay, formatMoney } from "../shared/money";
import { testCardHelp } from "../shared/test-cards";
import { renderSummary } from "./render-summary";
import { type CheckoutPage, checkoutTitle } from "./view";

/** The open checkout: what is bought on one side, the way to pay on the other. */
export function renderCheckout(page: CheckoutPage): string {
  const { view, language } = page;
  return renderDocument({
    title: `${checkoutTitle(page)} | ${view.businessName}`,
    language,
    styles: ["checkout.css"],
    scripts: ["checkout.js"],
    body: html`<div class="checkout">
      ${renderSummary(page)}
      <main class="payment"><div class="payment-inner">${paymentForm(page)}${testCardHelp(language)}</div></main>
    </div>
    ${dataBlock("page-data", { messages: formMessages(language), remember: view.id })}`,
  });
}

function paymentForm(page: CheckoutPage): Html {
  const { view, language } = page;
  const { t } = language;
  return html`<form class="stack wide" method="post" action="/c/pay/${view.id}" data-payment-form novalidate>
    <section class="stack" aria-labelledby="contact-heading">
      <h2 id="contact-heading">${t("checkout.contact")}</h2>
      ${textField({
        name: "email",
        label: t("field.email"),
        type: "email",
        value: view.customerEmail ?? page.typed.email,
        placeholder: "name@example.com",
        autocomplete: "email",
        inputMode: "email",
        readOnly: view.customerEmail !== null,
        required: true,
      })}
    </section>
    ${view.collectsBillingAddress ? billingAddress(page) : null}
    <section class="stack" aria-label="${t("checkout.method")}">
      ${view.requiresCard ? html`<h2>${t("checkout.method")}</h2>` : null}
      <p class="alert problem" id="payment-problem" role="alert" tabindex="-1">${page.problem}</p>
      ${view.requiresCard ? methodFields(page) : null}
    </section>
    <div>
      <button class="button primary block" type="submit" data-testid="hosted-payment-submit" data-pay-button>
        <span class="spinner" aria-hidden="true"></span><span id="pay-label">${payLabel(page)}</span>
      </button>
      <p class="visually-hidden" role="status" id="payment-progress"></p>
      <p class="visually-hidden" role="status" id="total-announcement"></p>
      ${terms(page)}
    </div>
  </form>`;
}

function methodFields(page: CheckoutPage): Html {
  const { t } = page.language;
  return html`${savedCardChoices(page.view.savedCards, page.language)}
    <div class="stack" data-new-card>
      ${cardFields(page.language)}
      ${textField({
        name: "name",
        label: t("field.name"),
        value: page.view.customerName ?? page.typed.name,
        autocomplete: "cc-name",
        required: true,
      })}
      ${page.view.collectsBillingAddress ? null : addressFields(page)}
    </div>`;
}

/** Where the session asks for an address or owes tax by it: asked for whichever card pays, and when none does. */
function billingAddress(page: CheckoutPage): Html {
  const { view, language } = page;
  const { t } = language;
  // Without scripts the tax is drawn anew by this button, so that nobody pays a total that was not shown.
  const update =
    view.tax === "off"
      ? null
      : html`<noscript><button class="button" type="submit" formaction="/c/pay/${view.id}/address">${t("checkout.updateTotal")}</button></noscript>`;
  return html`<section class="stack" aria-labelledby="address-heading" data-tax="${view.tax}">
    <h2 id="address-heading">${t("checkout.billingAddress")}</h2>
    ${addressFields(page)}${update}
  </section>`;
}

function addressFields({ view, language, typed, countryProblem }: CheckoutPage): Html {
  return html`<div class="pair">${countryField(language, typed.country || (view.address.country ?? ""), countryProblem)}${textField(
    {
      name: "postal_code",
      label: language.t("field.postal"),
      value: typed.postalCode || view.address.postalCode,
      autocomplete: "postal-code",
    },
  )}</div>`;
}

function payLabel({ view, language: { t, tag } }: CheckoutPage): string {
  switch (view.mode) {
    case "setup":
      return t("checkout.saveCard");
    case "subscription":
      return t(view.trialEndsAt === null ? "checkout.subscribe" : "checkout.startTrial");
    case "payment":
      return t("checkout.pay", { amount: formatMoney(view.amounts.totalMinor, view.amounts.currency, tag) });
  }
}

function terms({ view, language }: CheckoutPage): Html | null {
  const { t, tag } = language;
  if (view.mode !== "subscription") return null;
  const { trialEndsAt, amounts } = view;
  const charged =
    trialEndsAt !== null && amounts.recurringMinor !== null
      ? t("checkout.mandateTrial", {
          price: formatMoney(amounts.recurringMinor, amounts.currency, tag),
          date: formatDay(trialEndsAt, tag),
        })
      : t("checkout.mandate", { merchant: view.businessName });
  return html`<p class="terms muted small" id="terms">${charged}${view.customMessage && html`<br>${view.customMessage}`}</p>`;
}
