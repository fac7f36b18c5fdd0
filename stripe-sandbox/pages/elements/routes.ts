import type { PageContext, PageRoute } from "../../http/page-route";
import { languageOf, sendPage } from "../shared/respond";
import { renderCardElement } from "./render";
import { stripeScript } from "./stripe-script";

/** The script that defines window.Stripe, and the frame with the card's inputs that it mounts. */
export const elementRoutes: PageRoute[] = [
  { method: "GET", pattern: "/stripe.js", handler: sendScript },
  { method: "GET", pattern: "/v3", handler: sendScript },
  { method: "GET", pattern: "/elements/card.html", handler: showCardElement },
];

function sendScript({ response }: PageContext) {
  response
    .writeHead(200, { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" })
    .end(stripeScript());
}

function showCardElement(context: PageContext) {
  const kind = context.query.get("kind") === "card" ? "card" : "payment";
  const language = languageOf(context, context.query.get("locale"));
  sendPage(context, renderCardElement(kind, language), { framedBy: "anyone" });
}
