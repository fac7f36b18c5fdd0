import { portalOverview } from "../../checkout/portal";
import { findPortal } from "../../checkout/portal-session";
import type { PortalOutcome, PortalView } from "../../checkout/views";
import type { PageContext } from "../../http/page-route";
import { accountOf, type World } from "../../world";
import type { Language } from "../shared/i18n";
import { languageOf, sendMissing } from "../shared/respond";

/** The portal session's id in the address. */
export function portalId({ params }: PageContext): string {
  return params.id ?? "";
}

/** The subscription's id in the address. */
export function subscriptionId({ params }: PageContext): string {
  return params.subscription ?? "";
}

/** The portal's first page, also for sessions that were opened for one step. */
export function homeOf(context: PageContext): string {
  return `/p/session/${portalId(context)}?home`;
}

/** The language of the session in the address: its own locale, else what the browser asks for. */
export function portalLanguage(context: PageContext): Language {
  return languageOf(context, findPortal(context.world, portalId(context))?.session.locale ?? null);
}

/** Shows a page of the session in the address, or says that there is none. */
export function withPortal(context: PageContext, show: (view: PortalView) => void): void {
  const view = portalOverview(context.world, portalId(context));
  if (view) show(view);
  else sendMissing(context);
}

/** Where the step that the session was opened for leads when it is done, if not to the portal's first page. */
export function portalReturn(world: World, id: string): string | null {
  const after = accountOf(world, id)?.portalSessions.find(id)?.flow?.after_completion;
  return after?.type === "redirect" ? (after.redirect?.return_url ?? null) : null;
}

/** The core names the portal itself when a step is done; the page adds what to say there. */
export function landing(context: PageContext, outcome: PortalOutcome, notice: string): string {
  const home = homeOf(context);
  if (outcome.kind !== "complete") return home;
  return portalReturn(context.world, portalId(context)) ?? `${home}&notice=${notice}`;
}
