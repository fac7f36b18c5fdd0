import type { ChallengeView } from "../../checkout/views";
import { html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { renderDocument, sandboxBadge } from "../shared/layout";
import { formatMoney } from "../shared/money";

/** The bank's question: who asks, how much, with which card, and the three ways to answer. */
export function renderChallenge(view: ChallengeView, language: Language, { isFramed }: { isFramed: boolean }): string {
  const { t, tag } = language;
  const amount =
    view.amountMinor !== null && view.currency !== null
      ? formatMoney(view.amountMinor, view.currency, tag)
      : t("challenge.noCharge");
  const row = (label: string, value: string) =>
    html`<div><dt class="muted">${label}</dt><dd class="amount">${value}</dd></div>`;
  const text = t(view.kind === "payment" ? "challenge.text" : "challenge.textSetup", { merchant: view.businessName });
  const content = html`<div class="card stack challenge">
      <header class="bank"><span class="bank-name">${t("challenge.bank")}</span>${sandboxBadge(language)}</header>
      <h1>${t("challenge.title")}</h1>
      <p class="muted">${text}</p>
      <dl class="facts">
        ${row(t("challenge.merchant"), view.businessName)}
        ${row(t("challenge.amount"), amount)}
        ${view.last4 ? row(t("challenge.card"), `•••• ${view.last4}`) : null}
      </dl>
      <form method="post" class="stack">
        <button class="button primary block" name="outcome" value="complete">${t("challenge.complete")}</button>
        <button class="button block" name="outcome" value="fail">${t("challenge.fail")}</button>
        <button class="link-button" name="outcome" value="cancel">${t("challenge.cancel")}</button>
      </form>
    </div>`;
  return renderDocument({
    title: t("challenge.title"),
    language,
    styles: ["challenge.css"],
    scripts: isFramed ? ["challenge-frame.js"] : [],
    // Inside a shop's page the landmark is the shop's own.
    body: isFramed
      ? html`<div class="notice-page framed">${content}</div>`
      : html`<main class="notice-page">${content}</main>`,
  });
}
