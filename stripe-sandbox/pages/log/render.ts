import type { RequestLogEntry } from "../../account";
import { attribute, type Html, html } from "../shared/html";
import { language } from "../shared/i18n";
import { renderDocument, sandboxBadge } from "../shared/layout";
import { type KnownAccount, type LoggedEvent, type LogPage, type LogTab, logTabs } from "./view";

const ENGLISH = language("en", "en-US");
const TITLES: Record<LogTab, string> = { requests: "Requests", events: "Events & webhooks" };

/** The log of one account, for developers: requests, or events with their deliveries. */
export function renderLog(page: LogPage): string {
  return renderLogDocument(html`
    <form class="log-filter" method="get" role="search">
      <input type="hidden" name="key" value="${page.key}"><input type="hidden" name="tab" value="${page.tab}">
      <label class="visually-hidden" for="filter">Filter</label>
      <input id="filter" name="filter" type="text" value="${page.filter}" placeholder="Filter by path, type or id" autocomplete="off" spellcheck="false">
      <button class="button compact">Filter</button>
      <a class="button compact" href="/_sandbox?${queryOf(page, page.tab)}">Refresh</a>
    </form>
    <p class="muted small log-account">Account of <code>${page.key}</code> · <a href="/_sandbox">All accounts</a></p>
    <nav class="log-tabs" aria-label="Log">${logTabs.map((tab) => tabLink(page, tab))}</nav>
    <div id="log-rows">${page.tab === "requests" ? requestRows(page.requests) : eventRows(page)}
      ${page.more > 0 ? html`<p class="muted log-empty">and ${page.more} older; filter to find them</p>` : null}
    </div>`);
}

/** Asks for the key whose account is to be shown, and lists those that were used. */
export function renderKeyForm(refused: string | null, known: { accounts: KnownAccount[]; more: number }): string {
  return renderLogDocument(html`${accountTable(known)}<form class="card stack log-key" method="get">
    <p class="muted">Each API key has an account of its own here. Enter the key that your application uses.</p>
    <div class="field"><label for="key">API key</label>
      <input id="key" name="key" type="text" placeholder="sk_test_…" autocomplete="off" spellcheck="false" value="${refused}"
        aria-describedby="key-error"${attribute("aria-invalid", refused === null ? null : "true")}>
      <p class="field-error" id="key-error">${refused === null ? "" : "No account here has used this key yet."}</p></div>
    <button class="button primary">Show log</button>
  </form>`);
}

function renderLogDocument(content: Html): string {
  return renderDocument({
    title: "Sandbox log",
    language: ENGLISH,
    styles: ["log.css"],
    scripts: ["log.js"],
    body: html`<main class="log"><header class="log-head"><h1>Sandbox log</h1>${sandboxBadge(ENGLISH)}</header>${content}</main>`,
  });
}

function tabLink({ key, tab, filter }: LogPage, target: LogTab): Html {
  const query = queryOf({ key, filter }, target);
  return html`<a href="/_sandbox?${query}"${attribute("aria-current", tab === target ? "page" : null)}>${TITLES[target]}</a>`;
}

function queryOf({ key, filter }: Pick<LogPage, "key" | "filter">, tab: LogTab): string {
  return new URLSearchParams({ key, tab, ...(filter ? { filter } : {}) }).toString();
}

function accountTable({ accounts, more }: { accounts: KnownAccount[]; more: number }): Html | null {
  if (accounts.length === 0) return null;
  return html`<section class="log-accounts" aria-labelledby="accounts"><h2 id="accounts">Accounts</h2>
    <div class="log-scroll" tabindex="0" role="group" aria-labelledby="accounts"><table>
      <thead><tr><th scope="col">Key</th><th scope="col">Business</th><th scope="col">Requests</th><th scope="col">Events</th><th scope="col">Last used</th></tr></thead>
      <tbody>${accounts.map(
        (each) => html`<tr>
          <th scope="row"><a href="/_sandbox?${new URLSearchParams({ key: each.key }).toString()}">${each.key}</a></th>
          <td>${each.businessName}</td><td class="amount">${each.requests}</td><td class="amount">${each.events}</td>
          <td>${each.usedAt === null ? "–" : timeOf(each.usedAt, { isWholeSecond: true })}</td></tr>`,
      )}</tbody></table></div>
    ${more > 0 ? html`<p class="muted small">and ${more} older; enter the key of one</p>` : null}
  </section>`;
}

function requestRows(requests: readonly RequestLogEntry[]): Html {
  if (requests.length === 0) return html`<p class="muted log-empty">No requests yet.</p>`;
  return html`<ul class="log-list">${requests.map(requestRow)}</ul>`;
}

function requestRow(entry: RequestLogEntry): Html {
  const fact = (name: string, value: string | null) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const body = typeof entry.body === "string" ? decoded(entry.body) : null;
  return html`<li><details id="${entry.id}">
    <summary>
      <span class="state ${entry.status < 400 ? "ok" : "bad"}">${entry.status}</span>
      <span class="method">${entry.method}</span> <span class="what">${entry.path}</span>
      <span class="muted amount">${Math.round(entry.duration_ms)} ms</span> ${timeOf(entry.at)}
    </summary>
    <div class="more"><dl>${fact("Request", entry.id)}${fact("Idempotency key", entry.idempotency_key)}${fact("Error", entry.error)}</dl>
      ${block("Parameters", entry.id, body)}${block("Response", entry.id, entry.response === null ? null : indented(entry.response))}</div>
  </details></li>`;
}

function block(title: string, id: string, text: string | null): Html | null {
  if (!text) return null;
  return html`<h2 class="log-part">${title}</h2><pre tabindex="0" role="group" aria-label="${title} of ${id}">${text}</pre>`;
}

/** JSON as people read it; what was cut stays as it is. */
function indented(json: string): string {
  if (json.endsWith("…")) return json;
  return JSON.stringify(JSON.parse(json), null, 2);
}

/** A form body with one parameter in each line, as people read it. */
function decoded(body: string): string {
  return [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join("\n");
}

function eventRows({ events, key }: LogPage): Html {
  if (events.length === 0) return html`<p class="muted log-empty">No events yet.</p>`;
  return html`<ul class="log-list">${events.map((logged) => eventRow(logged, key))}</ul>`;
}

function eventRow({ event, deliveries }: LoggedEvent, key: string): Html {
  return html`<li><details id="${event.id}">
    <summary>${summaryState(deliveries)} <span class="what">${event.type}</span> ${timeOf(event.created * 1000, { isWholeSecond: true })}</summary>
    <div class="more">
      <form method="post" action="/_sandbox" class="resend">
        <span class="muted">${event.id}</span>
        <input type="hidden" name="key" value="${key}"><input type="hidden" name="event" value="${event.id}">
        <button class="button compact" aria-label="Resend ${event.type} ${event.id}">Resend</button>
      </form>
      ${deliveries.map(deliveryTable)}
      <pre tabindex="0" aria-label="Data of ${event.id}">${JSON.stringify(event.data, null, 2)}</pre>
    </div>
  </details></li>`;
}

function summaryState(deliveries: LoggedEvent["deliveries"]): Html {
  const states = new Set(deliveries.map(({ delivery }) => delivery.status));
  if (states.size === 0) return html`<span class="state">not sent</span>`;
  for (const state of ["failed", "dropped"] as const)
    if (states.has(state)) return html`<span class="state bad">${state}</span>`;
  return states.has("pending")
    ? html`<span class="state wait">pending</span>`
    : html`<span class="state ok">delivered</span>`;
}

function deliveryTable({ delivery, url }: LoggedEvent["deliveries"][number]): Html {
  const next = delivery.status === "pending" && delivery.next_attempt_at !== null ? delivery.next_attempt_at : null;
  const title = html`${url} — ${delivery.status}${next && html`, next attempt ${timeOf(next)}`}`;
  if (delivery.attempts.length === 0) return html`<p class="attempts-none">${title}</p>`;
  return html`<table class="attempts"><caption>${title}</caption>
    <thead><tr><th scope="col">Attempt</th><th scope="col">Answer</th><th scope="col">Took</th></tr></thead>
    <tbody>${delivery.attempts.map(
      (attempt) =>
        html`<tr><td>${timeOf(attempt.at)}</td><td>${attempt.status ?? attempt.error ?? "–"}</td><td class="amount">${Math.round(attempt.duration_ms)} ms</td></tr>`,
    )}</tbody></table>`;
}

function timeOf(milliseconds: number, { isWholeSecond = false } = {}): Html {
  const iso = new Date(milliseconds).toISOString();
  return html`<time class="muted amount" datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, isWholeSecond ? 19 : 23)}</time>`;
}
