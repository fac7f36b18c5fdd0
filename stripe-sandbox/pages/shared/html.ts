/** Markup that is safe to send as it stands; made by `html` alone. */
export class Html {
  constructor(readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

/** What may stand in a `${…}` of an `html` template: text is escaped, `Html` is kept, `null` and `false` vanish. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const replacements: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes text for element content and for quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => replacements[character] ?? character);
}

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return value.map(markupOf).join("");
}

/** Builds markup; every interpolated text is escaped, so a product's name can never become a tag. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  const parts = strings.map((text, index) => text + markupOf(values[index]));
  return new Html(parts.join(""));
}

/** A boolean attribute such as `required`: present with its name, or absent. */
export function flag(name: string, present: boolean): Html | null {
  return present ? new Html(` ${escapeHtml(name)}`) : null;
}

/** A valued attribute, left out altogether when the value is null. */
export function attribute(name: string, value: string | null): Html | null {
  return value === null ? null : new Html(` ${escapeHtml(name)}="${escapeHtml(value)}"`);
}

/**
 * Data for the page's script, as a JSON block: it is not executed, so a strict policy allows it. `<` is written as an
 * escape, because `</script>` inside a string would end the block.
 */
export function dataBlock(id: string, data: unknown): Html {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return new Html(`<script type="application/json" id="${escapeHtml(id)}">${json}</script>`);
}
