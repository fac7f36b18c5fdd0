import type { CheckoutLine } from "../../checkout/views";
import { type Html, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { billedPhrase, intervalPhrase, recurringPrice } from "../shared/interval";
import { safeHref, sandboxBadge } from "../shared/layout";
import { merchantMark } from "../shared/merchant";
import { formatDay, formatMoney } from "../shared/money";
import { type CheckoutPage, checkoutTitle } from "./view";

/** What is bought, for how much, and what is due today. */
export function renderSummary(page: CheckoutPage): Html {
  const { view, language } = page;
  return html`<aside class="summary" aria-label="${language.t("checkout.summary")}"><div class="summary-inner">
    <header class="merchant">${merchant(page)}${sandboxBadge(language)}</header>
    <div id="summary-content">
      <h1 class="what">${checkoutTitle(page)}</h1>
      ${headlinePrice(page)}
      ${view.lines.length > 0 ? html`<ul class="lines">${view.lines.map((line) => renderLine(line, page))}</ul>` : null}
      ${view.mode === "setup" ? null : totals(page)}
    </div>
  </div></aside>`;
}

function merchant({ view, language }: CheckoutPage): Html {
  const name = merchantMark(view.businessName);
  const back = safeHref(view.cancelUrl);
  if (back === null) return html`<span class="back">${name}</span>`;
  return html`<a class="back" href="${back}" aria-label="${language.t("checkout.back", { merchant: view.businessName })}">
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M6 2 1.5 7 6 12M2 7h11"/></svg>
    ${name}</a>`;
}

function headlinePrice(page: CheckoutPage): Html {
  const { view, language } = page;
  const { t, tag } = language;
  const { amounts } = view;
  const interval = view.lines.find((line) => line.interval !== null)?.interval ?? null;
  if (view.mode === "setup") {
    return html`<p class="then">${t("checkout.setupExplain", { merchant: view.businessName })}</p>`;
  }
  if (view.trialEndsAt !== null && interval !== null) {
    const price = recurringPrice(amounts.recurringMinor ?? 0, amounts.currency, interval, language);
    return html`<p class="price">${freeDays(view.trialDays, view.trialEndsAt, language)}</p>
      <p class="then">${t("checkout.afterTrial", { price, date: formatDay(view.trialEndsAt, tag) })}</p>`;
  }
  if (interval === null || amounts.recurringMinor === null) {
    return html`<p class="price">${formatMoney(amounts.totalMinor, amounts.currency, tag)}</p>`;
  }
  // A discount may end before the plan does: the large figure is what is due now, the regular price stands below it.
  const isReduced = amounts.discountMinor > 0;
  const shown = isReduced ? amounts.totalMinor : amounts.recurringMinor;
  const regular = recurringPrice(amounts.recurringMinor, amounts.currency, interval, language);
  return html`<p class="price">${formatMoney(shown, amounts.currency, tag)}
    <span class="per">${isReduced ? t("checkout.today") : intervalPhrase(interval, language)}</span></p>
    ${isReduced ? html`<p class="then">${t("checkout.regularPrice", { price: regular })}</p>` : null}`;
}

function freeDays(days: number | null, endsAt: number, { t, tag }: Language): string {
  if (days === 1) return t("checkout.trialDay");
  return days === null ? t("checkout.trialUntil", { date: formatDay(endsAt, tag) }) : t("checkout.trialDays", { days });
}

function renderLine(line: CheckoutLine, { view, language }: CheckoutPage): Html {
  const { t, tag } = language;
  const price = (amountMinor: number) => formatMoney(amountMinor, line.currency, tag);
  const onTrial = view.trialEndsAt !== null && line.interval !== null;
  const details = [
    line.productDescription,
    line.quantity > 1 ? t("checkout.quantity", { quantity: line.quantity, unit: price(line.unitAmountMinor) }) : null,
    line.interval ? billedPhrase(line.interval, language) : null,
  ];
  return html`<li>
    <div><p class="name">${line.productName}</p>${details.map((text) => text && html`<p class="muted small">${text}</p>`)}</div>
    <div class="right">
      <p class="name amount">${onTrial && view.trialEndsAt !== null ? freeDays(view.trialDays, view.trialEndsAt, language) : price(line.amountMinor)}</p>
      ${onTrial && line.interval ? html`<p class="muted small">${t("checkout.thenPrice", { price: recurringPrice(line.amountMinor, line.currency, line.interval, language) })}</p>` : null}
    </div>
  </li>`;
}

function totals(page: CheckoutPage): Html {
  const { view, language } = page;
  const { t, tag } = language;
  const { amounts } = view;
  const money = (amountMinor: number) => formatMoney(amountMinor, amounts.currency, tag);
  const row = (label: string, amountMinor: number) =>
    html`<div><dt>${label}</dt><dd class="amount">${money(amountMinor)}</dd></div>`;
  const laterTotal =
    view.trialEndsAt !== null && amounts.recurringMinor !== null
      ? html`<div class="muted"><dt>${t("checkout.totalAfterTrial")}</dt><dd class="amount">${money(amounts.recurringMinor)}</dd></div>`
      : null;
  return html`<dl class="totals">
      ${row(t("checkout.subtotal"), amounts.subtotalMinor)}
      ${discountRow(page)}
      ${taxRow(page)}
      ${laterTotal}
    </dl>
    ${view.allowsPromotionCodes && amounts.promotionCode === null ? promotionForm(page) : null}
    <dl class="totals"><div class="due"><dt>${t(view.mode === "payment" ? "checkout.total" : "checkout.dueToday")}</dt>
      <dd class="amount" data-testid="total-due">${money(amounts.totalMinor)}</dd></div></dl>`;
}

function taxRow({ view, language: { t, tag } }: CheckoutPage): Html | null {
  const { taxMinor, currency } = view.amounts;
  if (view.tax === "off" && taxMinor === 0) return null;
  const amount = view.tax === "waits" ? t("checkout.taxWaits") : formatMoney(taxMinor, currency, tag);
  return html`<div><dt>${t("checkout.tax")}</dt><dd class="amount" data-testid="tax">${amount}</dd></div>`;
}

function discountRow({ view, language: { t, tag } }: CheckoutPage): Html | null {
  const { promotionCode, discountLabel, discountMinor, currency } = view.amounts;
  if (promotionCode === null && discountLabel === null && discountMinor === 0) return null;
  const removable = view.allowsPromotionCodes && promotionCode !== null;
  const remove = html`<button type="submit" aria-label="${t("checkout.promotionRemove", { code: promotionCode ?? "" })}">×</button>`;
  return html`<div class="discount-row"><dt>
      <form method="post" action="/c/pay/${view.id}/promotion/remove" data-promotion-form>
        <span class="tag${removable ? "" : " fixed"}">${promotionCode ?? discountLabel ?? t("invoice.discount")} ${removable && remove}</span>
        ${promotionCode !== null && discountLabel !== null && discountLabel !== promotionCode ? html`<p class="muted small">${discountLabel}</p>` : null}
      </form></dt>
    <dd class="amount">${discountMinor > 0 ? `−${formatMoney(discountMinor, currency, tag)}` : ""}</dd></div>`;
}

function promotionForm({ view, language: { t }, promotionProblem }: CheckoutPage): Html {
  return html`<form class="promotion field" method="post" action="/c/pay/${view.id}/promotion" data-promotion-form novalidate>
    <label for="field-promotion_code">${t("field.promotion")}</label>
    <div class="entry">
      <input id="field-promotion_code" name="promotion_code" type="text" autocomplete="off" spellcheck="false"
        placeholder="${t("checkout.promotionAdd")}" aria-describedby="error-promotion_code">
      <button class="button" type="submit">${t("checkout.promotionApply")}</button>
    </div>
    <p class="field-error" id="error-promotion_code" aria-live="polite">${promotionProblem}</p>
  </form>`;
}
