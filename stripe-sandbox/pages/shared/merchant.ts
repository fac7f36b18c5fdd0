import { type Html, html } from "./html";

/** Who is being paid: the first letter as a mark, and the name. */
export function merchantMark(name: string): Html {
  const initial = [...name][0]?.toUpperCase() ?? "";
  return html`<span class="monogram" aria-hidden="true">${initial}</span> <span class="merchant-name">${name}</span>`;
}
