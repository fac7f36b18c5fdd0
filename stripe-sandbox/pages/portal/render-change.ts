import type { PortalChangePreview, PortalPlan, PortalSubscription, PortalView } from "../../checkout/views";
import { textField } from "../shared/card-field";
import { flag, type Html, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { recurringPrice } from "../shared/interval";
import { formatDay, formatMoney } from "../shared/money";
import { renderPortalFrame } from "./frame";

/** The plans to change to; the one that runs is marked. */
export function renderPlans(
  view: PortalView,
  subscription: PortalSubscription,
  plans: readonly PortalPlan[],
  { language, quantity }: { language: Language; quantity: number },
): string {
  const { t } = language;
  const hasQuantity = plans.some((plan) => plan.quantity !== null);
  return renderPortalFrame(view, language, {
    title: t("portal.changeTitle"),
    back: `/p/session/${view.id}?home`,
    content: html`<section class="portal-section">
      <h1>${t("portal.changeTitle")}</h1>
      <form class="stack" method="get" action="/p/session/${view.id}/subscriptions/${subscription.id}/change/confirm">
        <fieldset><legend class="visually-hidden">${t("portal.changeTitle")}</legend>
          <div class="choices">${plans.map((plan) => planChoice(plan, language))}</div></fieldset>
        ${
          hasQuantity
            ? textField({
                name: "quantity",
                label: t("portal.quantity"),
                value: String(quantity),
                autocomplete: "off",
                inputMode: "numeric",
              })
            : null
        }
        <div class="portal-actions">
          <button class="button primary compact">${t("portal.continue")}</button>
          <a class="button" href="/p/session/${view.id}?home">${t("portal.goBack")}</a>
        </div>
      </form>
    </section>`,
  });
}

function planChoice(plan: PortalPlan, language: Language): Html {
  return html`<label class="choice">
    <input type="radio" name="price" value="${plan.priceId}"${flag("checked", plan.isCurrent)}>
    <span class="grow">${plan.productName}${plan.isCurrent && html` <span class="chip">${language.t("portal.current")}</span>`}</span>
    <span class="muted">${recurringPrice(plan.amountMinor, plan.currency, plan.interval, language)}</span>
  </label>`;
}

/** What the change comes to, before it is made. */
export function renderChange(
  view: PortalView,
  preview: PortalChangePreview,
  { language, back, problem, now }: { language: Language; back: string; problem: string | null; now: number },
): string {
  const { t, tag } = language;
  const money = (amountMinor: number) => formatMoney(amountMinor, preview.currency, tag);
  const row = (label: string, amount: string) => html`<div><dt>${label}</dt><dd class="amount">${amount}</dd></div>`;
  const isLater = preview.effectiveAt > now;
  const name = preview.quantity > 1 ? `${preview.quantity} × ${preview.productName}` : preview.productName;
  return renderPortalFrame(view, language, {
    title: t("portal.confirmTitle"),
    back,
    content: html`<section class="portal-section">
      <h1>${t("portal.confirmTitle")}</h1>
      <p class="portal-plan-name">${name}</p>
      <p class="portal-price">${recurringPrice(preview.recurringMinor, preview.currency, preview.interval, language)}</p>
      ${isLater && html`<p class="muted">${t("portal.confirmStarts", { date: formatDay(preview.effectiveAt, tag) })}</p>`}
      <dl class="portal-sums">
        ${preview.lines.map((line) => row(line.description, money(line.amountMinor)))}
        ${preview.nextInvoiceMinor !== 0 ? row(t("portal.confirmNext"), money(preview.nextInvoiceMinor)) : null}
        <div class="due"><dt>${t("portal.confirmDue")}</dt><dd class="amount" data-testid="due-now">${money(preview.dueNowMinor)}</dd></div>
      </dl>
      <p class="alert problem" role="alert">${problem}</p>
      <form method="post" class="portal-actions">
        <button class="button primary compact">${t("portal.confirm")}</button>
        <a class="button" href="${back}">${t("portal.goBack")}</a>
      </form>
    </section>`,
  });
}
