import type { SavedCard } from "../../checkout/views";
import { cardBrandName } from "./card-brand";
import { countryChoices, likelyCountry } from "./countries";
import { attribute, flag, type Html, type HtmlValue, html } from "./html";
import type { Language, MessageKey } from "./i18n";

/** One labelled input with the place for its message; the message is tied to the input by aria-describedby. */
export function textField(parts: {
  name: string;
  label: string;
  type?: "text" | "email";
  value?: string | null;
  placeholder?: string;
  autocomplete: string;
  inputMode?: "text" | "numeric" | "email";
  readOnly?: boolean;
  required?: boolean;
  error?: string | null;
}): Html {
  const { name, type = "text", inputMode = "text", readOnly = false, required = false, error = null } = parts;
  return html`<div class="field">
    <label for="field-${name}">${parts.label}</label>
    <input id="field-${name}" name="${name}" type="${type}" value="${parts.value ?? ""}"
      placeholder="${parts.placeholder ?? ""}" autocomplete="${parts.autocomplete}" inputmode="${inputMode}"
      aria-describedby="error-${name}" spellcheck="false"${flag("readonly", readOnly)}${flag("required", required)}${attribute("aria-invalid", error === null ? null : "true")}>
    <p class="field-error" id="error-${name}" aria-live="polite">${error}</p>
  </div>`;
}

/** The country to choose, by name; without a known one, the reader's likely country. */
export function countryField({ t, tag }: Language, known: string, error: string | null = null): Html {
  const chosen = known || likelyCountry(tag);
  return html`<div class="field">
    <label for="field-country">${t("field.country")}</label>
    <select id="field-country" name="country" autocomplete="country" aria-describedby="error-country"${attribute("aria-invalid", error === null ? null : "true")}>
      ${countryChoices(tag).map(
        ({ code, name }) => html`<option value="${code}"${flag("selected", code === chosen)}>${name}</option>`,
      )}
    </select>
    <p class="field-error" id="error-country" aria-live="polite">${error}</p>
  </div>`;
}

/** Number with the brand beside it, expiry and security code; formatting and checks are `card-fields.js`. */
export function cardFields({ t }: Language): Html {
  return html`<div class="stack" data-card-fields>
    <div class="field">
      <label for="field-number">${t("field.number")}</label>
      <div class="with-brand">
        <input id="field-number" name="number" type="text" inputmode="numeric" autocomplete="cc-number"
          placeholder="1234 1234 1234 1234" maxlength="23" aria-describedby="error-number" spellcheck="false">
        <span class="brand" data-brand-name aria-live="polite"></span>
      </div>
      <p class="field-error" id="error-number" aria-live="polite"></p>
    </div>
    <div class="pair">
      ${textField({
        name: "expiry",
        label: t("field.expiry"),
        placeholder: t("field.expiryHint"),
        autocomplete: "cc-exp",
        inputMode: "numeric",
      })}
      ${textField({ name: "cvc", label: t("field.cvc"), placeholder: "123", autocomplete: "cc-csc", inputMode: "numeric" })}
    </div>
  </div>`;
}

/** Saved cards as every page lists them: the default, then the newest. */
export function defaultFirst(cards: readonly SavedCard[]): SavedCard[] {
  return [...cards].sort((one, other) => Number(other.isDefault) - Number(one.isDefault));
}

/** The customer's saved cards to choose from, the default first, and a new one; nothing when none is saved. */
export function savedCardChoices(saved: readonly SavedCard[], language: Language): Html | null {
  const cards = defaultFirst(saved);
  if (cards.length === 0) return null;
  const choice = (value: string, isChosen: boolean, text: HtmlValue) =>
    html`<label class="choice"><input type="radio" name="saved_payment_method" value="${value}"${flag("checked", isChosen)}> ${text}</label>`;
  return html`<fieldset>
    <legend class="visually-hidden">${language.t("checkout.savedCards")}</legend>
    <div class="choices">
      ${cards.map((card, index) => choice(card.id, index === 0, cardLine(card, language)))}
      ${choice("", false, language.t("checkout.newCard"))}
    </div>
  </fieldset>`;
}

/** A saved card in one line: brand, last four digits, expiry. */
export function cardLine(
  card: { brand: string; last4: string; expMonth: number; expYear: number },
  { t }: Language,
): Html {
  const expiry = `${String(card.expMonth).padStart(2, "0")}/${String(card.expYear).slice(-2)}`;
  return html`<span class="brand">${cardBrandName(card.brand)}</span>
    <span class="grow amount"><span aria-hidden="true">•••• </span>${card.last4}</span>
    <span class="muted small">${t("checkout.expires", { date: expiry })}</span>`;
}

const scriptMessages: readonly MessageKey[] = [
  "error.required",
  "error.email",
  "error.number",
  "error.numberIncomplete",
  "error.expiryIncomplete",
  "error.expiryPast",
  "error.cvc",
  "error.postal",
  "error.network",
  "error.unexpected",
  "checkout.processing",
  "checkout.authenticating",
  "checkout.done",
  "checkout.totalMoved",
  "checkout.promotionInvalid",
];

/** The texts that the browser's checks need, in the reader's language. */
export function formMessages({ t }: Language): Record<string, string> {
  return Object.fromEntries(scriptMessages.map((key) => [key, t(key)]));
}
