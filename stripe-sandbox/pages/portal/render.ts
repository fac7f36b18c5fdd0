import type { PortalInvoice, PortalSubscription, PortalView, PostalAddress, SavedCard } from "../../checkout/views";
import { cardBrandName } from "../shared/card-brand";
import { cardLine, defaultFirst } from "../shared/card-field";
import { type Html, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { recurringPrice } from "../shared/interval";
import { invoiceStatusKey } from "../shared/invoice-status";
import { formatDay, formatMoney, formatShortDay } from "../shared/money";
import { renderPortalFrame } from "./frame";

/** What just happened, in words; the address names it, so that a reload says it again. */
function noticeText(notice: string | null, { subscriptions }: PortalView, { t, tag }: Language): string | null {
  const ending = subscriptions.find(({ cancelsAt }) => cancelsAt !== null)?.cancelsAt ?? null;
  switch (notice) {
    case "canceled":
      return ending === null ? t("portal.canceledNowText") : t("portal.canceledText", { date: formatDay(ending, tag) });
    case "card":
      return t("portal.methodSaved");
    case "billing":
      return t("portal.billingSaved");
    case "removed":
      return t("portal.cardRemoved");
    case "changed":
      return t("portal.planChanged");
    case "resumed":
      return t("portal.resumed");
    default:
      return null;
  }
}

/** The portal's first page: plan, card, billing information, invoices. */
export function renderPortal(
  view: PortalView,
  language: Language,
  notice: string | null,
  problem: string | null = null,
): string {
  const { t } = language;
  const said = noticeText(notice, view, language);
  return renderPortalFrame(view, language, {
    title: t("portal.title"),
    back: null,
    content: html`<h1 class="visually-hidden">${t("portal.title")}</h1>
      ${said && html`<p class="alert success portal-notice" role="status">${said}</p>`}
      ${problem && html`<p class="alert problem portal-notice" role="alert">${problem}</p>`}
      ${section(
        t("portal.current"),
        view.subscriptions.length > 0
          ? view.subscriptions.map((each) => subscription(view, each, language))
          : html`<p class="muted">${t("portal.noPlan")}</p>`,
      )}
      ${section(t("portal.method"), cards(view, language))}
      ${section(
        t("portal.billing"),
        html`<dl class="portal-facts">
        <div><dt class="muted">${t("portal.name")}</dt><dd>${view.customerName ?? "–"}</dd></div>
        <div><dt class="muted">${t("portal.email")}</dt><dd>${view.customerEmail ?? "–"}</dd></div>
        ${view.customerAddress && html`<div><dt class="muted">${t("portal.address")}</dt><dd>${addressLines(view.customerAddress, language)}</dd></div>`}</dl>
        ${view.customerUpdates.length > 0 ? html`<p><a class="button" href="/p/session/${view.id}/customer">${t("portal.update")}</a></p>` : null}`,
      )}
      ${view.showsInvoices ? section(t("portal.invoices"), invoices(view.invoices, language)) : null}`,
  });
}

function addressLines(address: PostalAddress, { tag }: Language): Html {
  const { line1, line2, city, state, postal_code: postalCode, country } = address;
  const countryName = country ? (new Intl.DisplayNames(tag, { type: "region" }).of(country) ?? country) : null;
  const lines = [line1, line2, [postalCode, city].filter(Boolean).join(" "), state, countryName].filter(Boolean);
  return html`${lines.map((line) => html`<span class="portal-line">${line || null}</span>`)}`;
}

function section(title: string, content: Html | Html[]): Html {
  return html`<section class="portal-section"><h2>${title}</h2>${content}</section>`;
}

function subscription(view: PortalView, each: PortalSubscription, language: Language): Html {
  const { t, tag } = language;
  const path = `/p/session/${view.id}/subscriptions/${each.id}`;
  const isEnding = each.cancelsAt !== null;
  return html`<article class="portal-plan">
    <div>
      <p class="portal-plan-name">${each.description} ${isEnding ? html`<span class="chip warning">${t("status.canceling", { date: formatShortDay(each.cancelsAt ?? 0, tag) })}</span>` : null}</p>
      <p class="portal-price">${recurringPrice(each.amountMinor, each.currency, each.interval, language)}</p>
      <p class="muted">${stateOf(each, language)}</p>
      ${each.card ? html`<p class="portal-card">${cardLine(each.card, language)}</p>` : null}
    </div>
    <div class="portal-actions">
      ${isEnding ? html`<form method="post" action="${path}/resume"><button class="button primary compact">${t("portal.keepPlan")}</button></form>` : null}
      ${!isEnding && view.canChangePlan ? html`<a class="button" href="${path}/change">${t("portal.changePlan")}</a>` : null}
      ${!isEnding && view.canCancel ? html`<a class="button" href="${path}/cancel">${t("portal.cancelPlan")}</a>` : null}
    </div>
  </article>`;
}

function stateOf(each: PortalSubscription, language: Language): string {
  const { t, tag } = language;
  if (each.cancelsAt !== null) return t("portal.ends", { date: formatDay(each.cancelsAt, tag) });
  if (each.trialEndsAt !== null) {
    const price = recurringPrice(each.amountMinor, each.currency, each.interval, language);
    return t("portal.trialEnds", { date: formatDay(each.trialEndsAt, tag), price });
  }
  if (each.status === "past_due" || each.status === "unpaid") return t("portal.pastDue");
  if (each.status === "paused") return t("portal.paused");
  return t("portal.renews", { date: formatDay(each.currentPeriodEndsAt, tag) });
}

function cards(view: PortalView, language: Language): Html {
  const { t } = language;
  const label = t(view.cards.length > 0 ? "portal.updateMethod" : "portal.addMethod");
  return html`${
    view.cards.length > 0
      ? html`<ul class="portal-list">${defaultFirst(view.cards).map((card) => cardRow(view, card, language))}</ul>`
      : html`<p class="muted">${t("portal.noMethod")}</p>`
  }
    ${view.canUpdateCard ? html`<p><a class="button" href="/p/session/${view.id}/payment-method">${label}</a></p>` : null}`;
}

function cardRow(view: PortalView, card: SavedCard, language: Language): Html {
  const { t } = language;
  const name = `${cardBrandName(card.brand)} ${card.last4}`;
  const remove = html`<form method="post" action="/p/session/${view.id}/payment-method/remove">
    <button class="link-button" name="payment_method" value="${card.id}" aria-label="${t("portal.removeOf", { card: name })}">${t("portal.remove")}</button></form>`;
  const choose = html`<form method="post" action="/p/session/${view.id}/payment-method">
    <button class="link-button" name="saved_payment_method" value="${card.id}"
      aria-label="${t("portal.makeDefaultOf", { card: name })}">${t("portal.makeDefault")}</button></form>`;
  const mark = html`<span class="chip">${t("portal.default")}</span>`;
  return html`<li>${cardLine(card, language)} ${card.isDefault ? mark : view.canUpdateCard && choose} ${view.removableCards.includes(card.id) ? remove : null}</li>`;
}

function invoices(rows: PortalInvoice[], language: Language): Html {
  const { t, tag } = language;
  if (rows.length === 0) return html`<p class="muted">${t("portal.noInvoices")}</p>`;
  return html`<table class="portal-table">
    <thead><tr><th scope="col">${t("portal.date")}</th><th scope="col">${t("portal.amount")}</th><th scope="col">${t("portal.status")}</th></tr></thead>
    <tbody>${rows.map(
      (row) => html`<tr>
      <td><a href="${row.hostedUrl ?? `/i/${row.id}`}" aria-label="${t("portal.view", { number: row.number ?? row.id })}">${formatShortDay(row.createdAt, tag)}</a></td>
      <td class="amount">${formatMoney(row.totalMinor, row.currency, tag)}</td>
      <td><span class="chip ${row.status}">${t(invoiceStatusKey(row.status))}</span></td></tr>`,
    )}</tbody></table>`;
}
