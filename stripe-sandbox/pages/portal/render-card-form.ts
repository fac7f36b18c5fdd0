import type { PortalView } from "../../checkout/views";
import { cardFields, formMessages, textField } from "../shared/card-field";
import { dataBlock, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { testCardHelp } from "../shared/test-cards";
import { renderPortalFrame } from "./frame";

/** The form for another card; the same checks as at the checkout. */
export function renderCardForm(view: PortalView, language: Language, problem: string | null): string {
  const { t } = language;
  return renderPortalFrame(view, language, {
    title: t("portal.updateMethod"),
    back: `/p/session/${view.id}?home`,
    scripts: ["card-page.js"],
    data: dataBlock("page-data", { messages: formMessages(language) }),
    content: html`<section class="portal-section">
      <h1>${t("portal.updateMethod")}</h1>
      <form class="stack wide" method="post" action="/p/session/${view.id}/payment-method" data-payment-form novalidate>
        <div class="stack" data-new-card>
          ${cardFields(language)}
          ${textField({ name: "name", label: t("field.name"), value: view.customerName, autocomplete: "cc-name", required: true })}
        </div>
        <p class="alert problem" id="payment-problem" role="alert" tabindex="-1">${problem}</p>
        <button class="button primary block" type="submit" data-testid="hosted-payment-submit" data-pay-button>
          <span class="spinner" aria-hidden="true"></span><span id="pay-label">${t("portal.save")}</span>
        </button>
        <p class="visually-hidden" role="status" id="payment-progress"></p>
        <p class="muted small">${t("portal.authorize", { merchant: view.businessName })}</p>
      </form>
      ${testCardHelp(language)}
    </section>`,
  });
}
