import type { PortalSubscription, PortalView } from "../../checkout/views";
import { type Html, html } from "../shared/html";
import type { Language } from "../shared/i18n";
import { recurringPrice } from "../shared/interval";
import { formatDay } from "../shared/money";
import { renderPortalFrame } from "./frame";

/** Asks once more before a plan is cancelled, with the date until which it stays. */
export function renderCancel(
  view: PortalView,
  subscription: PortalSubscription,
  language: Language,
  { isImmediate }: { isImmediate: boolean },
): string {
  const { t, tag } = language;
  const date = formatDay(subscription.trialEndsAt ?? subscription.currentPeriodEndsAt, tag);
  const home = `/p/session/${view.id}?home`;
  return renderPortalFrame(view, language, {
    title: t("portal.cancelTitle"),
    back: home,
    content: html`<section class="portal-section">
      <h1>${t("portal.cancelTitle")}</h1>
      <p class="portal-plan-name">${subscription.description}</p>
      <p class="portal-price">${recurringPrice(subscription.amountMinor, subscription.currency, subscription.interval, language)}</p>
      <p>${isImmediate ? t("portal.cancelNowText") : t(subscription.trialEndsAt === null ? "portal.cancelText" : "portal.cancelTrialText", { date })}</p>
      <form method="post" class="stack">
        ${reasons(view, language)}
        <div class="portal-actions">
          <button class="button primary compact">${t("portal.cancelPlan")}</button>
          <a class="button" href="${home}">${t("portal.goBack")}</a>
        </div>
      </form>
    </section>`,
  });
}

const REASONS = [
  "too_expensive",
  "missing_features",
  "switched_service",
  "unused",
  "customer_service",
  "too_complex",
  "low_quality",
  "other",
] as const;

/** Why the customer goes, where the portal asks for it; nobody has to say. */
function reasons({ cancellationReasons, businessName }: PortalView, { t }: Language): Html | null {
  const offered = REASONS.filter((reason) => cancellationReasons.includes(reason));
  if (offered.length === 0) return null;
  return html`<fieldset class="stack"><legend class="question">${t("portal.reasonTitle")}</legend>
    <p class="muted small">${t("portal.reasonHint", { merchant: businessName })}</p>
    <div class="choices">${offered.map(
      (reason) =>
        html`<label class="choice"><input type="radio" name="reason" value="${reason}"> ${t(`reason.${reason}`)}</label>`,
    )}</div>
    ${
      offered.includes("other") &&
      html`<div class="field portal-comment"><label for="field-comment">${t("portal.comment")}</label>
      <textarea id="field-comment" name="comment" rows="3" maxlength="5000"></textarea></div>`
    }
  </fieldset>`;
}
