import { describe, expect, it } from "vitest";
import { composeMail, type MailTemplate } from "./mail-templates";
import { escapeHtml, renderMailHtml, renderMailText } from "./render-mail";
import { withoutSecrets } from "./send-mail";

const FRAME = {
  product: "Tierline",
  homeUrl: "https://app.example",
  language: "en",
  footer: "Because of your account.",
  linkHint: "Or copy:",
};
const URL_WITH_TWO = "https://app.example/verify-email?token=abc&callbackUrl=%2Fstudio";
const VERIFY: MailTemplate = { name: "verify-email", personName: "Ada", url: URL_WITH_TWO };

describe("a mail", () => {
  it.each(["verify-email", "reset-password", "password-changed"] as const)(
    "%s says the same in HTML and in text, since either may be what is read",
    (name) => {
      const content = composeMail({ name, personName: "Ada", url: URL_WITH_TWO }, "en");
      const [html, text] = [renderMailHtml(content, FRAME), renderMailText(content, FRAME)];
      for (const line of [content.heading, ...content.paragraphs, ...(content.notes ?? [])]) {
        expect(text).toContain(line);
        expect(html).toContain(escapeHtml(line));
      }
      expect(text).toContain(URL_WITH_TWO);
      expect(html).toContain(`href="${escapeHtml(URL_WITH_TWO)}"`);
    },
  );

  it("shows a name with markup as text, because a stranger chose it", () => {
    const content = composeMail({ ...VERIFY, personName: `<img src=x onerror="alert(1)">` }, "en");
    const html = renderMailHtml(content, FRAME);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  });

  it("keeps nothing of its link's secret once it was delivered, because the kept copy must open no account", () => {
    const token = "s3cr3t-S3CR3T_".repeat(4).slice(0, 43);
    const content = composeMail(
      { ...VERIFY, url: `https://app.example/verify-email?callbackUrl=%2F&token=${token}` },
      "en",
    );
    for (const body of [renderMailHtml(content, FRAME), renderMailText(content, FRAME)]) {
      expect(body).toContain(token);
      expect(withoutSecrets(body)).not.toContain(token);
      expect(withoutSecrets(body)).toContain("token=removed");
    }
  });
});
