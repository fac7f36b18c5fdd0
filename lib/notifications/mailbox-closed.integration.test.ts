import { expect, it } from "vitest";
import { GET as htmlRoute } from "@/app/dev/mailbox/messages/[id]/html/route";
import { GET as messagesRoute } from "@/app/dev/mailbox/messages/route";
import { aPerson, mailsTo } from "@/lib/auth/testing/people";
import { withDatabase } from "@/lib/auth/testing/with-database";
import { TestBrowser } from "@/lib/http/testing/test-browser";

// Settings are read once, so this profile has a file of its own.
process.env.TIERLINE_PROFILE = "production";
process.env.ALLOW_SANDBOX = "1";
process.env.SMTP_URL = "smtp://127.0.0.1:1";
withDatabase();

it("is closed outside the local profile, because every mail in it opens somebody's account", async () => {
  const [mail] = await mailsTo((await aPerson()).email);
  const call = (path: string) => ({ method: "GET", path });
  const browser = new TestBrowser();
  expect((await browser.call(messagesRoute, call("/dev/mailbox/messages"))).status).toBe(404);
  expect((await browser.call(htmlRoute, call(`/dev/mailbox/messages/${mail?.id}/html`))).status).toBe(404);
});
