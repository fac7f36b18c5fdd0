"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { callApi } from "@/components/auth/call-api";
import { forgetDevice } from "@/components/shell/forget-device";
import { Button } from "@/components/ui/button";

/** Signs out here and goes on to the sign-in page, which leads back. */
export function UseAnotherAccount({ signInHref }: { signInHref: string }) {
  const t = useTranslations("team.invitation");
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const leave = async () => {
    setState("busy");
    const outcome = await callApi("POST", "/api/v1/auth/sign-out");
    if (!outcome.ok) return setState("failed");
    await forgetDevice().catch(() => undefined);
    window.location.replace(signInHref);
  };
  return (
    <div className="grid gap-2">
      <Button block loading={state === "busy"} onClick={() => void leave()}>
        {t("otherAccount")}
      </Button>
      <span role="status" className="text-danger-text text-sm">
        {state === "failed" ? t("failed") : ""}
      </span>
    </div>
  );
}
