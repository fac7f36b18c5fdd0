import type { HostedInvoiceView } from "../../checkout/views";
import { cardFields, formMessages, savedCardChoices } from "../shared/card-field";
import { dataBlock, type Html, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { invoiceStatusKey } from "../shared/invoice-status";
import { renderDocument, sandboxBadge } from "../shared/layout";
import { merchantMark } from "../shared/merchant";
import { formatDay, formatMoney, formatShortDay } from "../shared/money";
import { testCardHelp } from "../shared/test-cards";
import { invoiceStateText, invoiceSums } from "./amounts";

/** The hosted invoice: what was billed, and the way to pay while it is open. */
export function renderInvoice(view: HostedInvoiceView, language: Language, problem: string | null): string {
  const { t } = language;
  const canBePaid = (view.status === "open" || view.status === "uncollectible") && view.amountRemainingMinor > 0;
  return renderDocument({
    title: t("invoice.title", { number: view.number ?? "" }),
    language,
    styles: ["portal.css", "invoice.css"],
    scripts: canBePaid ? ["card-page.js"] : [],
    body: html`<main class="invoice-page">
      <section class="card stack invoice">
        <header class="invoice-head"><span class="portal-name">${merchantMark(view.businessName)}</span>${sandboxBadge(language)}</header>
        ${headline(view, language)}
        ${facts(view, language)}
        ${lines(view, language)}
        <dl class="invoice-sums">${invoiceSums(view, language).map(({ label, amount }) => html`<div><dt>${label}</dt><dd class="amount">${amount}</dd></div>`)}</dl>
        <p><a class="button" href="/i/${view.id}/pdf">${t("invoice.download")}</a></p>
      </section>
      ${canBePaid ? payment(view, language, problem) : null}
    </main>${canBePaid ? dataBlock("page-data", { messages: formMessages(language) }) : null}`,
  });
}

/** How the invoice stands: what is due or was paid, in large, and until or since when. */
function headline(view: HostedInvoiceView, language: Language): Html {
  const { t, tag } = language;
  const isPaid = view.status === "paid";
  const amountMinor = isPaid || view.status === "void" ? view.totalMinor : view.amountRemainingMinor;
  const chip = isPaid ? null : html`<span class="chip ${view.status}">${t(invoiceStatusKey(view.status))}</span>`;
  return html`<div class="invoice-state">
    <h1>${isPaid ? html`<span class="tick" aria-hidden="true">✓</span> ${t("invoice.thanks")}` : t("invoice.title", { number: view.number ?? "" })}</h1>
    <p class="invoice-amount"><span class="amount">${formatMoney(amountMinor, view.currency, tag)}</span> ${chip}</p>
    <p class="muted">${invoiceStateText(view, language)}</p>
  </div>`;
}

function facts(view: HostedInvoiceView, { t, tag }: Language): Html {
  const row = (label: string, ...values: (string | null)[]) =>
    html`<div><dt class="muted">${label}</dt>${values.map((value) => value && html`<dd>${value}</dd>`)}</div>`;
  return html`<dl class="portal-facts">
    ${row(t("invoice.number"), view.number ?? "")}
    ${row(t("invoice.issued"), formatDay(view.createdAt, tag))}
    ${row(t("invoice.from"), view.businessName)}
    ${row(t("invoice.to"), view.customerName, view.customerEmail)}
  </dl>`;
}

function lines(view: HostedInvoiceView, { t, tag }: Language): Html {
  return html`<table class="portal-table">
    <thead><tr><th scope="col">${t("invoice.description")}</th><th scope="col">${t("invoice.quantity")}</th><th scope="col" class="right">${t("invoice.amount")}</th></tr></thead>
    <tbody>${view.lines.map(
      (line) => html`<tr>
        <td>${line.description}${line.periodEndsAt > line.periodStartsAt && html`<br><span class="muted small">${t("invoice.period", { start: formatShortDay(line.periodStartsAt, tag), end: formatShortDay(line.periodEndsAt, tag) })}</span>`}</td>
        <td>${line.quantity}</td>
        <td class="amount right">${formatMoney(line.amountMinor, view.currency, tag)}</td></tr>`,
    )}</tbody></table>`;
}

function payment(view: HostedInvoiceView, language: Language, problem: string | null): Html {
  const { t, tag } = language;
  const amount = formatMoney(view.amountRemainingMinor, view.currency, tag);
  return html`<section class="card stack invoice" aria-labelledby="pay-heading">
    <h2 id="pay-heading">${t("invoice.payTitle")}</h2>
    <form class="stack wide" method="post" action="/i/${view.id}" data-payment-form novalidate>
      ${savedCardChoices(view.savedCards, language)}
      <div class="stack" data-new-card>${cardFields(language)}</div>
      <p class="alert problem" id="payment-problem" role="alert" tabindex="-1">${problem}</p>
      <button class="button primary block" type="submit" data-testid="hosted-payment-submit" data-pay-button>
        <span class="spinner" aria-hidden="true"></span><span id="pay-label">${t("invoice.pay", { amount })}</span>
      </button>
      <p class="visually-hidden" role="status" id="payment-progress"></p>
    </form>
    ${testCardHelp(language)}
  </section>`;
}
