import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mails } from "@/db/schema/mails";
import { withDatabase } from "@/lib/auth/testing/with-database";
import { database } from "@/lib/database";
import { newId } from "@/lib/ids";
import { queueMail } from "./queue-mail";
import { sendMail } from "./send-mail";
import { type SmtpServer, startSmtpServer } from "./testing/smtp-server";

let smtp: SmtpServer;
// Before the database, whose opening reads the settings.
beforeAll(async () => {
  smtp = await startSmtpServer();
  process.env.SMTP_URL = smtp.url;
});
afterAll(() => smtp.stop());
withDatabase();

const TOKEN = "T0ken-of-forty-three-characters_0123456789ab";

async function aQueuedMail(cause = `test:${newId<string>()}`) {
  const template = {
    name: "reset-password",
    personName: "Ada",
    url: `https://app.example/reset-password?token=${TOKEN}`,
  } as const;
  await database().transaction((tx) => queueMail(tx, { cause, recipient: "ada@example.com", locale: "en", template }));
  return requireMail(cause);
}

async function requireMail(cause: string) {
  const [mail] = await database().select().from(mails).where(eq(mails.cause, cause));
  if (!mail) throw new Error(`no mail ${cause}`);
  return mail;
}

describe("sending a mail", () => {
  it("hands it to the mail server once, however often the job runs", async () => {
    const mail = await aQueuedMail();
    const before = smtp.received.length;
    await sendMail(mail.id);
    await sendMail(mail.id);
    expect(smtp.received.length - before).toBe(1);
    const sent = smtp.received.at(-1) ?? "";
    expect(sent).toContain("To: ada@example.com");
    expect(sent).toContain("Subject: Choose a new password");
    expect(sent).toContain(`Message-ID: <${mail.id}@localhost>`);
  });

  it("forgets the link's secret once the server has it, because a leaked table must open no account", async () => {
    const mail = await aQueuedMail();
    expect(mail.text).toContain(TOKEN);
    await sendMail(mail.id);
    const kept = await requireMail(mail.cause);
    expect(kept.sentAt).toBeInstanceOf(Date);
    expect(JSON.stringify(kept)).not.toContain(TOKEN);
    // Quoted-printable breaks long lines.
    expect((smtp.received.at(-1) ?? "").replaceAll("=\n", "")).toContain(TOKEN);
  });

  it("fails while the server refuses, so that the job tries again, and then delivers", async () => {
    const mail = await aQueuedMail();
    smtp.refusing = true;
    await expect(sendMail(mail.id)).rejects.toThrow();
    expect((await requireMail(mail.cause)).sentAt).toBeNull();
    smtp.refusing = false;
    await sendMail(mail.id);
    expect((await requireMail(mail.cause)).sentAt).toBeInstanceOf(Date);
  });

  it("happens once a cause, because events are handled more than once", async () => {
    const first = await aQueuedMail("test:same-cause");
    expect(await aQueuedMail("test:same-cause")).toEqual(first);
  });

  it("leaves nothing behind when what it tells of is rolled back", async () => {
    const template = { name: "password-changed", personName: "Ada", url: "https://app.example/account" } as const;
    const mail = { cause: "test:rolled-back", recipient: "ada@example.com", locale: "en", template };
    const failing = database().transaction(async (tx) => {
      await queueMail(tx, mail);
      throw new Error("what caused the mail failed");
    });
    await expect(failing).rejects.toThrow("what caused the mail failed");
    await expect(requireMail("test:rolled-back")).rejects.toThrow("no mail");
  });

  it("that is not there is nothing to do", async () => {
    await sendMail(newId<string>());
  });
});
