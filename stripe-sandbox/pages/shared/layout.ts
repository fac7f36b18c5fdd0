import { type Html, type HtmlValue, html } from "./html";
import type { Language } from "./i18n";

/** What a page's head needs. */
export interface DocumentParts {
  title: string;
  language: Language;
  styles?: readonly string[];
  /** Module scripts of `pages/assets`. */
  scripts?: readonly string[];
  body: HtmlValue;
}

/** A whole HTML document; every style sheet and script is a file of our own, as the content policy demands. */
export function renderDocument({ title, language, styles = [], scripts = [], body }: DocumentParts): string {
  return html`<!doctype html>
<html lang="${language.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
${["base.css", ...styles].map((name) => html`<link rel="stylesheet" href="/_pages/${name}">\n`)}
${scripts.map((name) => html`<script type="module" src="/_pages/${name}"></script>\n`)}
</head>
<body>
${body}
</body>
</html>`.markup;
}

/** The mark that keeps anyone from taking the page for a real till. */
export function sandboxBadge({ t }: Language): Html {
  return html`<span class="badge">${t("badge.label")}</span>`;
}

/** A page that says one thing: expired, done, not found. */
export function renderNotice(
  language: Language,
  notice: { title: string; text: string; link?: { href: string; label: string } | null; scripts?: readonly string[] },
): string {
  return renderDocument({
    title: notice.title,
    language,
    scripts: notice.scripts ?? [],
    body: html`<main class="notice-page"><div class="card stack">
      <div>${sandboxBadge(language)}</div>
      <h1>${notice.title}</h1>
      <p class="muted">${notice.text}</p>
      ${notice.link && html`<p><a class="button" href="${notice.link.href}">${notice.link.label}</a></p>`}
    </div></main>`,
  });
}

/** Links that a caller of the API chose may only lead to the web or an app, never run a script. */
export function safeHref(url: string | null): string | null {
  return url !== null && /^(?!javascript:|data:|vbscript:)[a-z][a-z0-9+.-]*:/i.test(url) ? url : null;
}
