"use client";

import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import type { ItemResource } from "@/lib/api-client/workspace";
import type { ResourceUsageDto } from "@/lib/contracts/usage";

interface LimitNoticeProps {
  usage: ResourceUsageDto;
  resource: ItemResource;
  canManage: boolean;
}

/** Says that the plan's room is used up, or exceeded after a downgrade, and how to get more. */
export function LimitNotice({ usage: { used, limit }, resource, canManage }: LimitNoticeProps) {
  const t = useTranslations("workspace.limit");
  const room = limit ?? 0;
  const isOver = used > room;
  return (
    <Alert
      tone={isOver ? "warning" : "info"}
      title={isOver ? t("over", { used, limit: room }) : t("title", { limit: room })}
      action={
        canManage ? (
          <ButtonLink href={`/upgrade?return_to=/workspace/${resource}`} size="sm">
            {t("action")}
          </ButtonLink>
        ) : null
      }
    >
      <p>{isOver ? t("overBody") : t("body")}</p>
      {canManage ? null : <p className="mt-1">{t("askOwner")}</p>}
    </Alert>
  );
}
