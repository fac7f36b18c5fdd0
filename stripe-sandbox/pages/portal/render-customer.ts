import type { PortalView } from "../../checkout/views";
import { countryField, textField } from "../shared/card-field";
import { type Html, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { renderPortalFrame } from "./frame";

/** What the customer has typed, or what is known of him. */
export type CustomerFields = Record<
  "name" | "email" | "line1" | "line2" | "city" | "state" | "postal_code" | "country",
  string
>;

/** What is known of the customer, as the form shows it first. */
export function knownFields({ customerName, customerEmail, customerAddress }: PortalView): CustomerFields {
  return {
    name: customerName ?? "",
    email: customerEmail ?? "",
    line1: customerAddress?.line1 ?? "",
    line2: customerAddress?.line2 ?? "",
    city: customerAddress?.city ?? "",
    state: customerAddress?.state ?? "",
    postal_code: customerAddress?.postal_code ?? "",
    country: customerAddress?.country ?? "",
  };
}

/** The form for name, e-mail address and address, as far as the configuration lets them be changed. */
export function renderCustomerForm(
  view: PortalView,
  language: Language,
  fields: CustomerFields,
  problem: string | null,
): string {
  const { t } = language;
  const may = (name: PortalView["customerUpdates"][number]) => view.customerUpdates.includes(name);
  return renderPortalFrame(view, language, {
    title: t("portal.billingTitle"),
    back: `/p/session/${view.id}?home`,
    content: html`<section class="portal-section">
      <h1>${t("portal.billingTitle")}</h1>
      <form class="stack" method="post" action="/p/session/${view.id}/customer" novalidate>
        ${may("name") && textField({ name: "name", label: t("field.customerName"), value: fields.name, autocomplete: "name" })}
        ${
          may("email") &&
          textField({
            name: "email",
            label: t("field.email"),
            type: "email",
            inputMode: "email",
            value: fields.email,
            autocomplete: "email",
            required: true,
            error: problem,
          })
        }
        ${may("address") && addressFields(fields, language)}
        <div class="portal-actions">
          <button class="button primary compact">${t("portal.save")}</button>
          <a class="button" href="/p/session/${view.id}?home">${t("portal.goBack")}</a>
        </div>
      </form>
    </section>`,
  });
}

function addressFields(fields: CustomerFields, language: Language): Html {
  const { t } = language;
  const field = (name: "line1" | "line2" | "city" | "state", autocomplete: string) =>
    textField({ name, label: t(`field.${name}`), value: fields[name], autocomplete });
  return html`<fieldset class="stack"><legend class="visually-hidden">${t("portal.address")}</legend>
    ${countryField(language, fields.country)}
    ${field("line1", "address-line1")}
    ${field("line2", "address-line2")}
    <div class="pair">
      ${textField({ name: "postal_code", label: t("field.postal"), value: fields.postal_code, autocomplete: "postal-code" })}
      ${field("city", "address-level2")}
    </div>
    ${field("state", "address-level1")}
  </fieldset>`;
}
