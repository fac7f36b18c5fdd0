"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonVariants } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { callApi, type Failure } from "./call-api";
import { ResendButton } from "./resend-button";
import { TextLink } from "./text-link";
import { useAuthTexts } from "./use-auth-texts";

interface VerifyEmailPanelProps {
  token: string;
  /** Set when the person is signed in here: then opening the link is confirmation enough. */
  signedInAs: string | null;
  returnTo: string;
  /** Where "Continue" leads: the page, or the sign-in page before it. */
  continueTo: string;
}

type State = { step: "asking" } | { step: "working" } | { step: "done" } | { step: "failed"; failure: Failure };

/**
 * Confirms an address. In the browser that is signed in it does so by itself; anywhere else it waits for a press,
 * because mail scanners open links, some with scripts, and would use the link up before its reader comes.
 */
export function VerifyEmailPanel({ token, signedInAs, returnTo, continueTo }: VerifyEmailPanelProps) {
  const t = useTranslations("auth.verify");
  const texts = useAuthTexts();
  const [state, setState] = useState<State>({ step: signedInAs ? "working" : "asking" });
  const sent = useRef(false);

  const confirm = useCallback(async () => {
    if (sent.current) return;
    sent.current = true;
    setState({ step: "working" });
    const outcome = await callApi("POST", "/api/v1/auth/verify-email", { token });
    // Only what did not reach a decision may be tried again.
    sent.current = outcome.ok || outcome.failure.code === "invalid_token";
    setState(outcome.ok ? { step: "done" } : { step: "failed", failure: outcome.failure });
  }, [token]);

  useEffect(() => {
    if (signedInAs) void confirm();
  }, [signedInAs, confirm]);

  switch (state.step) {
    case "asking":
      return (
        <Button block onClick={() => void confirm()}>
          {t("submit")}
        </Button>
      );
    case "working":
      return (
        <p role="status" className="flex items-center gap-2.5 text-muted">
          <Spinner /> {t("working")}
        </p>
      );
    case "done":
      return (
        <div className="grid gap-4">
          <Alert tone="success" title={t("doneTitle")} assertive>
            {t("done")}
          </Alert>
          <a href={continueTo} className={buttonVariants({ block: true })}>
            {t("continue")}
          </a>
        </div>
      );
    case "failed":
      if (state.failure.code !== "invalid_token") {
        const { title, hint } = texts.describe(state.failure);
        return (
          <div className="grid gap-4">
            <Alert tone="danger" title={title} assertive>
              {hint}
            </Alert>
            <Button block onClick={() => void confirm()}>
              {t("submit")}
            </Button>
          </div>
        );
      }
      return (
        <div className="grid gap-4">
          <Alert tone="warning" title={t("failedTitle")} assertive>
            {signedInAs ? t("failedSignedIn") : t("failedAnonymous")}
          </Alert>
          {signedInAs ? (
            <ResendButton email={signedInAs} returnTo={returnTo} block size="md" />
          ) : (
            <TextLink href={continueTo}>{t("signIn")}</TextLink>
          )}
        </div>
      );
  }
}
