import {
  portalChange,
  portalConfirmChange,
  portalConfirmPreview,
  portalPlans,
  previewPortalChange,
} from "../../checkout/portal-change";
import type { PortalChangePreview, PortalOutcome } from "../../checkout/views";
import type { PageContext, PageRoute } from "../../http/page-route";
import { accountOf, now } from "../../world";
import { translated } from "../shared/refusals";
import { redirect, sendMissing, sendPage } from "../shared/respond";
import { renderChange, renderPlans } from "./render-change";
import { homeOf, landing, portalId, portalLanguage, subscriptionId, withPortal } from "./session";

/** Changing the plan in the portal: what is offered, what it comes to, and the confirmation that a shop asked for. */
export const portalChangeRoutes: PageRoute[] = [
  { method: "GET", pattern: "/p/session/:id/subscriptions/:subscription/change", handler: showPlans },
  { method: "GET", pattern: "/p/session/:id/subscriptions/:subscription/change/confirm", handler: showChange },
  { method: "POST", pattern: "/p/session/:id/subscriptions/:subscription/change/confirm", handler: makeChange },
  { method: "GET", pattern: "/p/session/:id/confirm", handler: showAskedChange },
  { method: "POST", pattern: "/p/session/:id/confirm", handler: makeAskedChange },
];

function showPlans(context: PageContext) {
  withPortal(context, (view) => {
    const plans = portalPlans(context.world, view.id, subscriptionId(context));
    const subscription = view.subscriptions.find(({ id }) => id === subscriptionId(context));
    if (!plans || !subscription || !view.canChangePlan) return sendMissing(context);
    const stored = accountOf(context.world, view.id)?.subscriptions.find(subscription.id);
    const quantity = stored?.items.data[0]?.quantity ?? 1;
    sendPage(context, renderPlans(view, subscription, plans, { language: portalLanguage(context), quantity }));
  });
}

/** The choice stands in the address, of the page that shows it as of the form that makes it. */
function choiceOf({ query }: PageContext) {
  const quantity = Number(query.get("quantity"));
  const priceId = query.get("price") ?? "";
  return Number.isInteger(quantity) && quantity > 0 ? { priceId, quantity } : { priceId };
}

function showChange(context: PageContext) {
  show(context, previewOf(context), plansOf(context), null);
}

const plansOf = (context: PageContext) =>
  `/p/session/${portalId(context)}/subscriptions/${subscriptionId(context)}/change`;

function previewOf(context: PageContext) {
  return previewPortalChange(context.world, portalId(context), subscriptionId(context), choiceOf(context));
}

function show(context: PageContext, preview: PortalChangePreview | null, back: string, problem: string | null) {
  withPortal(context, (view) => {
    if (!preview) return sendMissing(context);
    const account = accountOf(context.world, view.id);
    const customer = account?.portalSessions.find(view.id)?.customer ?? null;
    const at = account ? now(context.world, account, customer) : 0;
    sendPage(context, renderChange(view, preview, { language: portalLanguage(context), back, problem, now: at }));
  });
}

function makeChange(context: PageContext) {
  const preview = previewOf(context);
  const outcome = portalChange(context.world, portalId(context), subscriptionId(context), choiceOf(context));
  follow(context, outcome, (problem) => show(context, preview, plansOf(context), problem));
}

function showAskedChange(context: PageContext) {
  show(context, portalConfirmPreview(context.world, portalId(context)), homeOf(context), null);
}

function makeAskedChange(context: PageContext) {
  const preview = portalConfirmPreview(context.world, portalId(context));
  const outcome = portalConfirmChange(context.world, portalId(context));
  follow(context, outcome, (problem) => show(context, preview, homeOf(context), problem));
}

function follow(context: PageContext, answer: PortalOutcome, showProblem: (problem: string) => void) {
  const outcome = translated(answer, portalLanguage(context));
  switch (outcome.kind) {
    case "complete":
      return redirect(context, landing(context, outcome, "changed"));
    case "requires_action":
      return redirect(context, outcome.challengeUrl);
    case "declined":
    case "invalid":
      return showProblem(outcome.message);
  }
}
