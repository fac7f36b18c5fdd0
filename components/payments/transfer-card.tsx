"use client";

import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { bankTransferQuery } from "@/lib/api-client/payments";

const IN_BLOCKS = /(.{4})(?=.)/g;

/** The reference that a transfer has to carry; nothing for those who pay by card. */
export function TransferCard({ tenantId }: { tenantId: string }) {
  const t = useTranslations("payments.transfer");
  const { data } = useQuery(bankTransferQuery(tenantId));
  const reference = data?.debit_reference;
  if (!reference) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(reference);
    toast.success(t("copied"));
  };
  return (
    <Card aria-labelledby="transfer-heading">
      <CardHeader id="transfer-heading" title={t("title")} description={t("body")} />
      <CardBody className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="text-muted text-sm">{t("reference")}</span>
        <code className="tabular font-medium font-mono text-sm">{reference.replace(IN_BLOCKS, "$1 ")}</code>
        <Button variant="secondary" size="sm" onClick={() => void copy()}>
          <Copy aria-hidden="true" />
          {t("copy")}
        </Button>
      </CardBody>
    </Card>
  );
}
