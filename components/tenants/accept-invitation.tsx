"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { callApi } from "@/components/auth/call-api";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type Problem = "full" | "over" | "failed";

const PROBLEMS: Record<string, Problem> = { quota_reached: "full", invalid_token: "over" };

/** Joins the workspace of an invitation and goes on in it. */
export function AcceptInvitation({ token }: { token: string }) {
  const t = useTranslations("team.invitation");
  const [state, setState] = useState<"idle" | "busy" | Problem>("idle");
  const accept = async () => {
    setState("busy");
    const outcome = await callApi("POST", "/api/v1/me/invitations", { token });
    if (outcome.ok) return window.location.assign("/studio");
    setState(PROBLEMS[outcome.failure.code] ?? "failed");
  };
  return (
    <div className="grid gap-4">
      {state === "idle" || state === "busy" ? null : <Alert tone="warning" assertive title={t(state)} />}
      <Button block loading={state === "busy"} onClick={() => void accept()}>
        {t("accept")}
      </Button>
    </div>
  );
}
