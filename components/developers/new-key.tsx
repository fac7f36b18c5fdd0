"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";

/** The key, to be copied now, and a first call with it. */
export function NewKey({ apiKey, tenantId }: { apiKey: string; tenantId: string }) {
  const t = useTranslations("developers.shown");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(apiKey);
    setCopied(true);
  };
  const origin = typeof window === "undefined" ? "" : window.location.origin;
  const example = `curl ${origin}/api/v1/tenants/${tenantId}/subscription/tier \\\n  -H "Authorization: Bearer ${apiKey}"`;
  return (
    <div className="grid gap-5">
      <Field label={t("label")}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              readOnly
              value={apiKey}
              className="font-mono"
              onFocus={(event) => event.target.select()}
            />
            <Button variant="secondary" onClick={() => void copy()} aria-live="polite">
              {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
              {isCopied ? t("copied") : t("copy")}
            </Button>
          </div>
        )}
      </Field>
      <div>
        <p className="font-medium text-sm">{t("try")}</p>
        <pre className="mt-1.5 whitespace-pre-wrap break-all rounded-lg border border-line bg-sunken p-3 text-[0.8125rem]">
          <code>{example}</code>
        </pre>
      </div>
    </div>
  );
}
