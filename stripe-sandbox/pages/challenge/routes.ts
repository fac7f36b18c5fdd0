import { findChallenge, resolveChallenge } from "../../checkout/challenge";
import type { ChallengeOutcome } from "../../checkout/views";
import type { PageContext, PageRoute } from "../../http/page-route";
import { accountOf } from "../../world";
import type { Language } from "../shared/i18n";
import { renderNotice } from "../shared/layout";
import { languageOf, redirect, sendMissing, sendPage } from "../shared/respond";
import { renderChallenge } from "./render";

/** The bank's page between a card and its payment. */
export const challengeRoutes: PageRoute[] = [
  { method: "GET", pattern: "/3ds/:intentId", handler: showChallenge },
  { method: "POST", pattern: "/3ds/:intentId", handler: answerChallenge },
];

function showChallenge(context: PageContext) {
  const view = findChallenge(context.world, context.params.intentId ?? "");
  if (!view) return sendMissing(context);
  if (!view.isPending) return showOver(context);
  const isFramed = context.query.has("frame");
  sendPage(context, renderChallenge(view, challengeLanguage(context), { isFramed }), { framedBy: framers(isFramed) });
}

/** The language of the checkout or portal that asks for the challenge, else the browser's. */
function challengeLanguage(context: PageContext): Language {
  const id = context.params.intentId ?? "";
  const account = accountOf(context.world, id);
  const record = account?.intentRecords.find(id);
  const locale =
    account?.checkoutSessions.find(record?.checkout ?? "")?.locale ??
    account?.portalSessions.find(record?.portal ?? "")?.locale;
  return languageOf(context, locale ?? null);
}

const framers = (isFramed: boolean) => (isFramed ? "anyone" : "nobody");

/** The end of a challenge that leads nowhere: answered before, or inside a shop's page, which is told by the script. */
function showOver(context: PageContext) {
  const language = challengeLanguage(context);
  const { t } = language;
  const isFramed = context.query.has("frame");
  const notice = { title: t("challenge.overTitle"), text: t("challenge.overText") };
  const scripts = isFramed ? ["challenge-frame.js"] : [];
  sendPage(context, renderNotice(language, { ...notice, scripts }), { framedBy: framers(isFramed) });
}

const OUTCOMES: readonly ChallengeOutcome[] = ["complete", "fail", "cancel"];

function answerChallenge(context: PageContext) {
  const outcome = OUTCOMES.find((each) => each === context.body.outcome) ?? "cancel";
  const { redirectUrl } = resolveChallenge(context.world, context.params.intentId ?? "", outcome);
  if (redirectUrl && !context.query.has("frame")) redirect(context, withIntent(context, redirectUrl));
  else showOver(context);
}

/** The portal is told which card it gets back from; checkout knows its own, and payments name themselves. */
function withIntent({ world, params }: PageContext, redirectUrl: string): string {
  const isPortal = redirectUrl.startsWith(`${world.publicUrl}/p/session/`);
  if (!isPortal || redirectUrl.includes("?")) return redirectUrl;
  return `${redirectUrl}?intent=${params.intentId ?? ""}`;
}
