import { cardFields, formMessages } from "../shared/card-field";
import { dataBlock, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { renderDocument, sandboxBadge } from "../shared/layout";
import { testCardHelp } from "../shared/test-cards";

/** `card` is one line without labels to see, `payment` a small form of its own. */
export type ElementKind = "card" | "payment";

/** The document inside the frame that window.Stripe mounts. */
export function renderCardElement(kind: ElementKind, language: Language): string {
  return renderDocument({
    title: language.t("field.number"),
    language,
    styles: ["card-element.css"],
    scripts: ["card-element.js"],
    body: html`<div class="element ${kind === "card" ? "one-line" : "form"}">
      ${cardFields(language)}
      ${kind === "payment" ? html`<div class="foot">${testCardHelp(language)}${sandboxBadge(language)}</div>` : null}
    </div>
    ${dataBlock("page-data", { kind, messages: formMessages(language) })}`,
  });
}
