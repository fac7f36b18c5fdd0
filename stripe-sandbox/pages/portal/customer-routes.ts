import { portalRemoveCard, portalUpdateCustomer } from "../../checkout/portal-customer";
import type { PageContext, PageRoute } from "../../http/page-route";
import { redirect, sendMissing, sendPage } from "../shared/respond";
import { renderPortal } from "./render";
import { type CustomerFields, knownFields, renderCustomerForm } from "./render-customer";
import { homeOf, portalId, portalLanguage, withPortal } from "./session";

/** What customers change of themselves in the portal: billing information, and the cards that they have saved. */
export const portalCustomerRoutes: PageRoute[] = [
  { method: "GET", pattern: "/p/session/:id/customer", handler: showForm },
  { method: "POST", pattern: "/p/session/:id/customer", handler: save },
  { method: "POST", pattern: "/p/session/:id/payment-method/remove", handler: removeCard },
];

function showForm(context: PageContext) {
  withPortal(context, (view) => {
    if (view.customerUpdates.length === 0) return sendMissing(context);
    sendPage(context, renderCustomerForm(view, portalLanguage(context), knownFields(view), null));
  });
}

function save(context: PageContext) {
  const { name, email, country, ...rest } = context.body;
  const outcome = portalUpdateCustomer(context.world, portalId(context), {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(email === undefined ? {} : { email: email.trim() }),
    ...(country === undefined ? {} : { address: addressOf(rest, country) }),
  });
  if (outcome.kind !== "invalid") return redirect(context, `${homeOf(context)}&notice=billing`);
  withPortal(context, (view) => {
    const language = portalLanguage(context);
    const typed: CustomerFields = { ...knownFields(view), ...context.body };
    sendPage(context, renderCustomerForm(view, language, typed, language.t("error.email")));
  });
}

function addressOf(body: Record<string, string>, country: string) {
  const text = (name: string) => body[name]?.trim() || null;
  return {
    line1: text("line1"),
    line2: text("line2"),
    city: text("city"),
    state: text("state"),
    postal_code: text("postal_code"),
    country: country || null,
  };
}

function removeCard(context: PageContext) {
  const outcome = portalRemoveCard(context.world, portalId(context), context.body.payment_method ?? "");
  if (outcome.kind === "complete") return redirect(context, `${homeOf(context)}&notice=removed`);
  withPortal(context, (view) => {
    const language = portalLanguage(context);
    sendPage(context, renderPortal(view, language, null, language.t("portal.cardInUse")));
  });
}
