"use client";

import { BookOpen, FileJson, Lock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Permission } from "@/lib/tenants/permissions";
import { KeyList } from "./key-list";

export interface DevelopersPageProps {
  tenantId: string;
  /** What the person may give to a key; null when he may make none. */
  scopes: Permission[] | null;
  /** Where the API can be had; null when the plan includes it. */
  upgradeUrl: string | null;
}

/** API keys, and the way to the documentation. */
export function DevelopersPage({ tenantId, scopes, upgradeUrl }: DevelopersPageProps) {
  const t = useTranslations("developers");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="grid max-w-4xl gap-5">
        {upgradeUrl ? (
          <EmptyState
            icon={Lock}
            title={t("locked.title")}
            description={t("locked.body")}
            action={
              <Link href={upgradeUrl} className={buttonVariants({ variant: "primary" })}>
                {t("locked.action")}
              </Link>
            }
          />
        ) : null}
        {scopes ? (
          <KeyList tenantId={tenantId} scopes={scopes} canCreate={upgradeUrl === null} />
        ) : (
          <p className="text-muted">{t("askWhom")}</p>
        )}
        <div className="flex flex-wrap gap-2">
          <Link href="/docs/api" className={buttonVariants({ variant: "secondary" })}>
            <BookOpen aria-hidden="true" />
            {t("docs")}
          </Link>
          <a href="/api/v1/openapi.json" className={buttonVariants({ variant: "ghost" })}>
            <FileJson aria-hidden="true" />
            {t("specification")}
          </a>
        </div>
      </div>
    </>
  );
}
