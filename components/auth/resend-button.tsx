"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { callApi } from "./call-api";
import { useAuthTexts } from "./use-auth-texts";

interface ResendButtonProps extends Pick<ButtonProps, "size" | "variant" | "block"> {
  email: string;
  /** Where the link leads afterwards; the present page when it is not given. */
  returnTo?: string;
  /** What the button says when "Send it again" would not be clear. */
  label?: string;
}

/** Mails a fresh verification link and says what came of it. */
export function ResendButton({ email, returnTo, label, ...look }: ResendButtonProps) {
  const t = useTranslations("auth.banner");
  const texts = useAuthTexts();
  const [pending, setPending] = useState(false);
  const [message, setMessage] = useState("");
  const resend = async () => {
    setPending(true);
    setMessage("");
    const here = `${window.location.pathname}${window.location.search}`;
    const outcome = await callApi("POST", "/api/v1/auth/resend-verification", { return_to: returnTo ?? here });
    setPending(false);
    if (outcome.ok) return setMessage(t("sent", { email }));
    const { title, hint } = texts.describe(outcome.failure);
    setMessage(`${title}. ${hint}`);
  };
  return (
    <>
      <Button size="sm" variant="secondary" loading={pending} onClick={() => void resend()} {...look}>
        {label ?? t("resend")}
      </Button>
      <p role="status" className="basis-full text-muted text-sm empty:hidden">
        {message}
      </p>
    </>
  );
}
