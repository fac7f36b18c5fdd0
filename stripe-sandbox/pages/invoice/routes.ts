import { findHostedInvoice, payHostedInvoice } from "../../checkout/hosted-invoice";
import type { PageContext, PageRoute } from "../../http/page-route";
import { accountOf } from "../../world";
import type { Language } from "../shared/i18n";
import { lastRefusal, translated } from "../shared/refusals";
import { languageOf, redirect, sendMissing, sendOutcome, sendPage, wantsJson } from "../shared/respond";
import { typedCard } from "../shared/typed-card";
import { invoicePdf } from "./pdf";
import { renderInvoice } from "./render";

/** The hosted invoice, paying it, and its PDF. */
export const invoiceRoutes: PageRoute[] = [
  { method: "GET", pattern: "/i/:id", handler: showInvoice },
  { method: "POST", pattern: "/i/:id", handler: pay },
  { method: "GET", pattern: "/i/:id/pdf", handler: sendPdf },
];

const idOf = ({ params }: PageContext) => params.id ?? "";

/** The language that the customer prefers (`preferred_locales`), else the browser's. */
function invoiceLanguage(context: PageContext): Language {
  const account = accountOf(context.world, idOf(context));
  const customer = account?.invoices.find(idOf(context))?.customer;
  const [preferred = null] = (customer ? account?.customers.find(customer)?.preferred_locales : null) ?? [];
  return languageOf(context, preferred);
}

function showInvoice(context: PageContext) {
  const failed = context.query.get("redirect_status") === "failed";
  const intent = context.query.get("payment_intent") ?? "";
  show(context, failed ? lastRefusal(context.world, intent, invoiceLanguage(context)) : null);
}

function show(context: PageContext, problem: string | null) {
  const view = findHostedInvoice(context.world, idOf(context));
  if (view) sendPage(context, renderInvoice(view, invoiceLanguage(context), problem));
  else sendMissing(context);
}

async function pay(context: PageContext) {
  const { world, body } = context;
  const savedPaymentMethodId = body.saved_payment_method || undefined;
  const answer = await payHostedInvoice(world, idOf(context), { card: typedCard(body), savedPaymentMethodId });
  const outcome = translated(answer, invoiceLanguage(context));
  if (wantsJson(context)) return sendOutcome(context, outcome);
  if (outcome.kind === "complete") return redirect(context, outcome.redirectUrl);
  if (outcome.kind === "requires_action") return redirect(context, outcome.challengeUrl);
  show(context, outcome.message);
}

function sendPdf(context: PageContext) {
  const view = findHostedInvoice(context.world, idOf(context));
  if (!view) return sendMissing(context);
  const name = `invoice-${(view.number ?? view.id).replace(/[^\w-]/g, "")}.pdf`;
  context.response
    .writeHead(200, { "Content-Type": "application/pdf", "Content-Disposition": `inline; filename="${name}"` })
    .end(invoicePdf(view, invoiceLanguage(context)));
}
