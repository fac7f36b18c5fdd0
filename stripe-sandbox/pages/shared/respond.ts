import type { PageContext } from "../../http/page-route";
import { findAsset } from "./assets";
import { chooseLanguage, type Language } from "./i18n";
import { renderNotice } from "./layout";

// No inline script or style, nothing from elsewhere; a form may lead on to wherever the shop wants its customer back.
const POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; frame-ancestors";

/** How a page is sent; `framedBy: "anyone"` is for the card frame and the challenge, which stand inside a shop's page. */
export interface PageOptions {
  status?: number;
  framedBy?: "nobody" | "anyone";
}

/** The reader's language: the object's own, else what the browser asks for. */
export function languageOf({ request }: PageContext, locale: string | null): Language {
  return chooseLanguage(locale, request.headers["accept-language"] ?? null);
}

/** Sends a page; pages about money are never kept by the browser. */
export function sendPage({ response }: PageContext, markup: string, options: PageOptions = {}): void {
  response
    .writeHead(options.status ?? 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `${POLICY} ${options.framedBy === "anyone" ? "*" : "'none'"}`,
      "Cache-Control": "no-store",
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
    })
    .end(markup);
}

/** Sends what an action led to, for the page's script. */
export function sendOutcome({ response }: PageContext, outcome: object): void {
  response
    .writeHead(200, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" })
    .end(JSON.stringify(outcome));
}

/** Leads the browser on after a form was posted. */
export function redirect({ response }: PageContext, to: string): void {
  response.writeHead(303, { Location: to, "Cache-Control": "no-store" }).end();
}

/** Whether the page's script asks, instead of a plain form. */
export function wantsJson({ request }: PageContext): boolean {
  return (request.headers.accept ?? "").includes("application/json");
}

/** Says that there is nothing at this address. */
export function sendMissing(context: PageContext): void {
  const language = languageOf(context, null);
  const { t } = language;
  sendPage(context, renderNotice(language, { title: t("checkout.missingTitle"), text: t("checkout.missingText") }), {
    status: 404,
  });
}

/** Serves a style sheet or script of the pages. */
export function sendAsset({ params, request, response }: PageContext): void {
  const asset = findAsset(params.name ?? "");
  if (!asset) {
    response.writeHead(404).end();
    return;
  }
  const headers = { "Content-Type": asset.contentType, ETag: asset.etag, "Cache-Control": "no-cache" };
  if (request.headers["if-none-match"] === asset.etag) response.writeHead(304, headers).end();
  else response.writeHead(200, headers).end(asset.body);
}
