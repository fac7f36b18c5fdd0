import { type Html, html } from "./html";
import type { Language, MessageKey } from "./i18n";

const cards: readonly { number: string; effect: MessageKey }[] = [
  { number: "4242 4242 4242 4242", effect: "card.ok" },
  { number: "4000 0000 0000 0002", effect: "card.declined" },
  { number: "4000 0000 0000 9995", effect: "card.funds" },
  { number: "4000 0027 6000 3184", effect: "card.challenge" },
  { number: "4000 0000 0000 0341", effect: "card.later" },
];

/** Says that this is a sandbox and offers its cards; a press on one fills the form (by script). */
export function testCardHelp(language: Language): Html {
  const { t } = language;
  return html`<details class="test-help">
    <summary>${t("badge.cards")}</summary>
    <p>${t("badge.explain")} ${t("badge.cardsHint")}</p>
    <div class="test-cards">${cards.map(
      ({ number, effect }) =>
        html`<button type="button" data-test-card="${number}"><code>${number}</code><span>${t(effect)}</span></button>`,
    )}</div>
  </details>`;
}
