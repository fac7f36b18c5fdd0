import { Inbox } from "lucide-react";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Button, buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { database } from "@/lib/database";
import { isLocalProfile } from "@/lib/env";
import { findMail, listMailbox } from "@/lib/notifications/mailbox";
import { MailList } from "./_components/mail-list";
import { MailReader } from "./_components/mail-reader";

interface MailboxProps {
  searchParams: Promise<{ to?: string | string[]; id?: string | string[] }>;
}

const one = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

/** Every mail that this installation would have sent: instead of a mail server, on a developer's machine. */
export default async function MailboxPage({ searchParams }: MailboxProps) {
  await connection();
  if (!isLocalProfile()) notFound();
  const query = await searchParams;
  const [to, id] = [one(query.to), one(query.id)];
  const list = await listMailbox(database(), to);
  const open = await findMail(database(), id);
  return (
    <main id="content" className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 py-6 md:px-8">
      <header className="flex flex-wrap items-end justify-between gap-4 pb-5">
        <div>
          <h1 className="font-semibold text-2xl">Mailbox</h1>
          <p className="text-muted">Mails of this installation. None of them leaves the machine.</p>
        </div>
        <form className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
          <Input
            name="to"
            type="search"
            aria-label="Recipient"
            placeholder="Recipient"
            defaultValue={to}
            className="w-auto min-w-40 flex-1 sm:w-56"
          />
          <Button type="submit" variant="secondary">
            Filter
          </Button>
          <a href="/studio" className={buttonVariants({ variant: "ghost" })}>
            Back to the app
          </a>
        </form>
      </header>
      {list.length === 0 ? (
        <EmptyState
          icon={Inbox}
          title={to ? `No mails to ${to}` : "No mails yet"}
          description="Create an account, and the first one arrives here at once."
        />
      ) : (
        <div className="grid flex-1 items-start gap-5 md:grid-cols-[20rem_1fr]">
          <MailList mails={list} openId={open?.id} to={to} />
          {open ? (
            <MailReader mail={open} />
          ) : (
            <p className="hidden p-5 text-muted md:block">Choose a mail to read it.</p>
          )}
        </div>
      )}
    </main>
  );
}
