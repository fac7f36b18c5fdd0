import { portalCancel, portalResume, portalSetCard } from "../../checkout/portal";
import type { PortalOutcome, PortalView } from "../../checkout/views";
import type { PageContext, PageRoute } from "../../http/page-route";
import { accountOf, type World } from "../../world";
import { lastRefusal, translated } from "../shared/refusals";
import { redirect, sendMissing, sendOutcome, sendPage, wantsJson } from "../shared/respond";
import { typedCard } from "../shared/typed-card";
import { renderPortal } from "./render";
import { renderCancel } from "./render-cancel";
import { renderCardForm } from "./render-card-form";
import { homeOf, landing, portalId, portalLanguage, portalReturn, subscriptionId, withPortal } from "./session";

/** The hosted portal: overview, card, cancelling and taking it back. */
export const portalRoutes: PageRoute[] = [
  { method: "GET", pattern: "/p/session/:id", handler: showPortal },
  { method: "GET", pattern: "/p/session/:id/payment-method", handler: showCardForm },
  { method: "POST", pattern: "/p/session/:id/payment-method", handler: saveCard },
  { method: "GET", pattern: "/p/session/:id/subscriptions/:subscription/cancel", handler: showCancel },
  { method: "POST", pattern: "/p/session/:id/subscriptions/:subscription/cancel", handler: cancel },
  { method: "POST", pattern: "/p/session/:id/subscriptions/:subscription/resume", handler: resume },
];

function showPortal(context: PageContext) {
  withPortal(context, (view) => {
    const intent = context.query.get("intent");
    if (intent) return backFromChallenge(context, view, intent);
    const payment = context.query.get("payment_intent");
    if (payment) return backFromPayment(context, view, payment);
    const step = context.query.has("home") ? null : firstStep(view);
    if (step) return redirect(context, `/p/session/${view.id}${step}`);
    sendPage(context, renderPortal(view, portalLanguage(context), context.query.get("notice")));
  });
}

/** A session opened for one step begins with that step. */
function firstStep(view: PortalView): string | null {
  const plan = `/subscriptions/${view.flowSubscriptionId ?? ""}`;
  switch (view.flow) {
    case "payment_method_update":
      return "/payment-method";
    case "subscription_cancel":
      return `${plan}/cancel`;
    case "subscription_update":
      return `${plan}/change`;
    case "subscription_update_confirm":
      return "/confirm";
    case null:
      return null;
  }
}

/** After the challenge of a plan change's payment: the plan changed, or it did not and the page says why. */
function backFromPayment(context: PageContext, view: PortalView, intentId: string) {
  const account = accountOf(context.world, intentId);
  const customer = account?.portalSessions.find(view.id)?.customer ?? null;
  const intent = account?.paymentIntents.find(intentId) ?? null;
  if (customer === null || intent?.customer !== customer) return sendMissing(context);
  if (intent.status === "succeeded") return redirect(context, `${homeOf(context)}&notice=changed`);
  const language = portalLanguage(context);
  const problem = lastRefusal(context.world, intentId, language) ?? language.t("error.authentication");
  sendPage(context, renderPortal(view, language, null, problem));
}

/** After the bank's challenge: on to where a saved card leads, or back to the form with the reason. */
function backFromChallenge(context: PageContext, view: PortalView, intentId: string) {
  const account = accountOf(context.world, intentId);
  const isOurs = account?.intentRecords.find(intentId)?.portal === view.id;
  if (isOurs && account?.setupIntents.find(intentId)?.status === "succeeded") {
    return redirect(context, portalReturn(context.world, view.id) ?? `${homeOf(context)}&notice=card`);
  }
  const language = portalLanguage(context);
  sendPage(context, renderCardForm(view, language, isOurs ? lastRefusal(context.world, intentId, language) : null));
}

function showCardForm(context: PageContext) {
  withPortal(context, (view) => sendPage(context, renderCardForm(view, portalLanguage(context), null)));
}

async function saveCard(context: PageContext) {
  const { world, body } = context;
  const savedPaymentMethodId = body.saved_payment_method || undefined;
  const answer = await portalSetCard(world, portalId(context), { card: typedCard(body), savedPaymentMethodId });
  const outcome: PortalOutcome =
    answer.kind === "complete"
      ? { kind: "complete", redirectUrl: landing(context, answer, "card") }
      : translated(answer, portalLanguage(context));
  if (wantsJson(context)) return sendOutcome(context, outcome);
  if (outcome.kind === "complete") return redirect(context, outcome.redirectUrl);
  if (outcome.kind === "requires_action") return redirect(context, outcome.challengeUrl);
  withPortal(context, (view) => sendPage(context, renderCardForm(view, portalLanguage(context), outcome.message)));
}

function showCancel(context: PageContext) {
  withPortal(context, (view) => {
    const subscription = view.subscriptions.find(({ id }) => id === subscriptionId(context));
    if (!subscription) return sendMissing(context);
    const isImmediate = cancelsAtOnce(context.world, view.id);
    sendPage(context, renderCancel(view, subscription, portalLanguage(context), { isImmediate }));
  });
}

function cancelsAtOnce(world: World, id: string): boolean {
  const account = accountOf(world, id);
  const configuration = account?.portalConfigurations.find(account.portalSessions.find(id)?.configuration ?? "");
  return configuration?.features.subscription_cancel.mode === "immediately";
}

function cancel(context: PageContext) {
  const { reason = "", comment = "" } = context.body;
  const said = { reason, comment: comment.trim() };
  const outcome = portalCancel(context.world, portalId(context), subscriptionId(context), said);
  redirect(context, landing(context, outcome, "canceled"));
}

function resume(context: PageContext) {
  const outcome = portalResume(context.world, portalId(context), subscriptionId(context));
  redirect(context, landing(context, outcome, "resumed"));
}
