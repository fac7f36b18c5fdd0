import { describe, expect, it } from "vitest";
import { GET as htmlRoute } from "@/app/dev/mailbox/messages/[id]/html/route";
import { GET as messagesRoute } from "@/app/dev/mailbox/messages/route";
import { aPerson, mailsTo } from "@/lib/auth/testing/people";
import { withDatabase } from "@/lib/auth/testing/with-database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { sendMail } from "./send-mail";

withDatabase();

const browser = new TestBrowser();

describe("the mailbox of the local profile", () => {
  it("receives what would have been mailed, link included, so that nothing needs a mail server", async () => {
    const { email } = await aPerson();
    const [mail] = await mailsTo(email);
    await sendMail(mail?.id ?? "");
    const answer = await browser.call(messagesRoute, { method: "GET", path: `/dev/mailbox/messages?to=${email}` });
    expect(await answer.json()).toMatchObject({
      data: [{ to: email, text: expect.stringMatching(/verify-email\?token=[\w-]{43}/), sent_at: expect.any(String) }],
    });
  });

  it("names one address exactly, so that a test never reads another's mail", async () => {
    const { email } = await aPerson();
    await aPerson({ email: `x${email}` });
    const answer = await browser.call(messagesRoute, { method: "GET", path: `/dev/mailbox/messages?to=${email}` });
    const { data }: { data: unknown[] } = await answer.json();
    expect(data).toHaveLength(1);
  });

  it("shows a mail without scripts and without our origin, since its words may be a stranger's", async () => {
    const [mail] = await mailsTo((await aPerson()).email);
    const answer = await browser.call(htmlRoute, { method: "GET", path: `/dev/mailbox/messages/${mail?.id}/html` });
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/sandbox(?!.*allow-(scripts|same-origin))/);
  });

  it.each(["not-an-id", "01a1fc5e-2f28-704a-affd-000000000000"])("has no mail %s", async (id) => {
    const answer = await browser.call(htmlRoute, { method: "GET", path: `/dev/mailbox/messages/${id}/html` });
    expect(answer.status).toBe(404);
  });
});
