import type { PortalView } from "../../checkout/views";
import { type Html, type HtmlValue, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { renderDocument, safeHref, sandboxBadge } from "../shared/layout";
import { merchantMark } from "../shared/merchant";

/** A page of the portal: whose it is and the way back on one side, its content on the other. */
export function renderPortalFrame(
  view: PortalView,
  language: Language,
  parts: { title: string; back: string | null; content: HtmlValue; scripts?: readonly string[]; data?: Html },
): string {
  const { t } = language;
  const leave = safeHref(parts.back ?? view.returnUrl);
  const label = parts.back === null ? t("checkout.return", { merchant: view.businessName }) : t("portal.goBack");
  const href = parts.back ?? leave;
  return renderDocument({
    title: `${parts.title} | ${view.businessName}`,
    language,
    styles: ["portal.css"],
    scripts: parts.scripts,
    body: html`<div class="portal">
      <header class="portal-side"><div>
        <p class="portal-name">${merchantMark(view.businessName)}</p>
        <p class="muted">${view.headline ?? t("portal.partner", { merchant: view.businessName })}</p>
        ${href && html`<p><a class="portal-back" href="${href}"><span aria-hidden="true">←</span> ${label}</a></p>`}
        <p>${sandboxBadge(language)}</p>
      </div></header>
      <main class="portal-main">${parts.content}</main>
    </div>${parts.data}`,
  });
}
