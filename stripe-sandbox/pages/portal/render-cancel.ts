import type { PortalSubscription, PortalView } from "../../checkout/views";
import { html } from "../shared/html";
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
      <form method="post" class="portal-actions">
        <button class="button primary compact">${t("portal.cancelPlan")}</button>
        <a class="button" href="${home}">${t("portal.goBack")}</a>
      </form>
    </section>`,
  });
}
