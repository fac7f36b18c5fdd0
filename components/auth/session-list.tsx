"use client";

import { Laptop, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { callApi } from "./call-api";

/** One session in words, written by the server in the reader's language. */
export interface SessionLine {
  id: string;
  device: string;
  detail: string;
  isCurrent: boolean;
  isPhone: boolean;
}

/** Where the person is signed in, each with the button that ends it. */
export function SessionList({ sessions }: { sessions: SessionLine[] }) {
  const t = useTranslations("account.sessions");
  const router = useRouter();
  const [busy, setBusy] = useState<string | null>(null);
  const [message, setMessage] = useState("");
  const hasOthers = sessions.some(({ isCurrent }) => !isCurrent);

  const revoke = async (key: string, path: string) => {
    setBusy(key);
    setMessage("");
    const outcome = await callApi("DELETE", path);
    // One that ended meanwhile is what was asked for.
    const isGone = outcome.ok || outcome.failure.code === "not_found";
    setMessage(isGone ? t("revoked") : t("failed"));
    if (isGone) router.refresh();
    setBusy(null);
  };

  return (
    <>
      <ul className="divide-y divide-line">
        {sessions.map(({ id, device, detail, isCurrent, isPhone }) => (
          <li key={id} className="flex items-center gap-4 px-5 py-4">
            {isPhone ? (
              <Smartphone className="size-5 shrink-0 text-muted" aria-hidden="true" />
            ) : (
              <Laptop className="size-5 shrink-0 text-muted" aria-hidden="true" />
            )}
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium text-sm">
                {device} {isCurrent ? <Badge tone="accent">{t("current")}</Badge> : null}
              </p>
              <p className="text-muted text-sm">{detail}</p>
            </div>
            {isCurrent ? null : (
              <Button
                size="sm"
                variant="secondary"
                loading={busy === id}
                aria-label={t("revokeLabel", { device })}
                onClick={() => void revoke(id, `/api/v1/me/sessions/${id}`)}
              >
                {t("revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3 rounded-b-xl border-line border-t bg-sunken px-5 py-3.5 text-sm">
        {hasOthers ? (
          <Button
            size="sm"
            variant="secondary"
            loading={busy === "others"}
            onClick={() => void revoke("others", "/api/v1/me/sessions")}
          >
            {t("revokeOthers")}
          </Button>
        ) : (
          <span className="text-muted">{t("onlyThis")}</span>
        )}
        <span role="status" className="text-muted">
          {message}
        </span>
      </div>
    </>
  );
}
