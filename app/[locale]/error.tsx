"use client";

import { useParams } from "next/navigation";
import { MessagePage } from "@/components/shell/message-page";
import { FAILURE_TEXTS, failureLocale } from "@/lib/i18n/failure-texts";

/** What Next hands to an error page; `digest` finds the entry in the server's log. */
interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

function digestOf(error: unknown): string | null {
  const holds = typeof error === "object" && error !== null && "digest" in error;
  return holds && typeof error.digest === "string" ? error.digest : null;
}

/** A page that failed: says that loading pays nothing, gives the reference, offers another try. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const { locale } = useParams<{ locale?: string }>();
  const texts = FAILURE_TEXTS[failureLocale(locale)];
  const digest = digestOf(error);
  return (
    <main id="content">
      <MessagePage code="500" title={texts.title}>
        <p>{texts.description}</p>
        {digest ? (
          <p className="mt-3 font-mono text-sm">
            {texts.reference} {digest}
          </p>
        ) : null}
        <p className="mt-8">
          <button
            type="button"
            onClick={retry}
            className="inline-flex h-10 items-center rounded-md bg-accent px-4 font-medium text-on-accent text-sm hover:bg-accent-hover"
          >
            {texts.retry}
          </button>
        </p>
      </MessagePage>
    </main>
  );
}
