import type { MailContent } from "./mail-content";

/** What stands around every mail. */
export interface MailFrame {
  product: string;
  homeUrl: string;
  language: string;
  /** Why the reader gets this mail. */
  footer: string;
  /** Introduces the bare address below the button, for programs that show no button. */
  linkHint: string;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text made safe inside HTML, also inside an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

// Inline styles are the light look; programs that know colour schemes turn it dark by these classes.
const DARK = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background: #0a100d !important; }
    .card { background: #121a16 !important; border-color: #26302b !important; }
    .ink { color: #eef3f0 !important; }
    .soft { color: #a3b0a9 !important; }
    .line { border-color: #26302b !important; }
    .button { background: #5be0a3 !important; color: #0b1c14 !important; }
    .link { color: #7fe3b6 !important; }
  }`;

const FONT = "font-family:Geist,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SOFT = "margin:0;font-size:13px;line-height:20px;color:#55615b";

function paragraph(text: string): string {
  return `<p class="ink" style="margin:0 0 16px;font-size:15px;line-height:24px;color:#27302b">${escapeHtml(text)}</p>`;
}

function factsTable(facts: NonNullable<MailContent["facts"]>): string {
  const rows = facts.map(
    ({ label, value }) => `<tr>
      <td class="soft line" style="padding:8px 16px 8px 0;border-bottom:1px solid #dfe5e1;font-size:13px;color:#55615b">${escapeHtml(label)}</td>
      <td class="ink line" align="right" style="padding:8px 0;border-bottom:1px solid #dfe5e1;font-size:14px;color:#131c17">${escapeHtml(value)}</td>
    </tr>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 24px">${rows.join("")}</table>`;
}

function button({ label, url }: NonNullable<MailContent["action"]>, linkHint: string): string {
  const href = escapeHtml(url);
  return `<p style="margin:8px 0 24px"><a class="button" href="${href}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#046b4b;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">${escapeHtml(label)}</a></p>
    <p class="soft" style="${SOFT}">${escapeHtml(linkHint)}<br><a class="link" href="${href}" style="color:#04654a;word-break:break-all">${href}</a></p>`;
}

/** The HTML of a mail: one column, no images, no scripts, every value escaped. */
export function renderMailHtml(content: MailContent, frame: MailFrame): string {
  const notes = (content.notes ?? []).map(
    (note) => `<p class="soft" style="${SOFT};margin-top:16px">${escapeHtml(note)}</p>`,
  );
  return `<!doctype html>
<html lang="${escapeHtml(frame.language)}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${escapeHtml(content.subject)}</title>
  <style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f6f4;${FONT}">
  <div style="display:none;max-height:0;overflow:hidden">${escapeHtml(content.preview)}</div>
  <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f6f4">
    <tr><td align="center" style="padding:32px 16px">
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
        <tr><td style="padding:0 4px 16px"><a class="ink" href="${escapeHtml(frame.homeUrl)}" style="font-size:16px;font-weight:600;letter-spacing:-0.01em;color:#131c17;text-decoration:none">${escapeHtml(frame.product)}</a></td></tr>
        <tr><td class="card" style="padding:32px;background:#ffffff;border:1px solid #dfe5e1;border-radius:12px">
          <h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:28px;font-weight:600;letter-spacing:-0.02em;color:#131c17">${escapeHtml(content.heading)}</h1>
          ${content.paragraphs.map(paragraph).join("\n")}
          ${content.facts ? factsTable(content.facts) : ""}
          ${content.action ? button(content.action, frame.linkHint) : ""}
          ${notes.join("\n")}
        </td></tr>
        <tr><td style="padding:16px 4px 0"><p class="soft" style="margin:0;font-size:12px;line-height:18px;color:#55615b">${escapeHtml(frame.footer)}</p></td></tr>
      </table>
    </td></tr>
  </table>
</body>
</html>`;
}

/** The same mail as plain text. */
export function renderMailText(content: MailContent, frame: MailFrame): string {
  const facts = (content.facts ?? []).map(({ label, value }) => `${label}: ${value}`).join("\n");
  const action = content.action ? `${content.action.label}:\n${content.action.url}` : "";
  const parts = [
    content.heading,
    ...content.paragraphs,
    facts,
    action,
    ...(content.notes ?? []),
    `-- \n${frame.footer}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
