"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { Meter } from "@/components/ui/meter";
import type { ItemResource } from "@/lib/api-client/workspace";
import type { ResourceUsageDto } from "@/lib/contracts/usage";

interface ResourceNavProps {
  resources: ResourceUsageDto[];
  current: ItemResource;
}

/** Every kind that the plan counts, with how much of it is used; members are kept on a page of their own. */
export function ResourceNav({ resources, current }: ResourceNavProps) {
  const t = useTranslations("workspace");
  return (
    <nav aria-label={t("nav")}>
      <ul className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {resources.map((usage) => (
          <li key={usage.resource} className="last:odd:col-span-2 lg:last:odd:col-span-1">
            <Link
              href={usage.resource === "users" ? "/team" : `/workspace/${usage.resource}`}
              aria-current={usage.resource === current ? "page" : undefined}
              className="block h-full rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card hover:border-control aria-[current=page]:border-accent aria-[current=page]:ring-1 aria-[current=page]:ring-accent"
            >
              <Meter
                className="[&>div:first-child]:flex-col [&>div:first-child]:items-start [&>div:first-child]:gap-0"
                label={t(`kinds.${usage.resource}`)}
                valueText={
                  usage.limit === null
                    ? t("usage.unlimited", { used: usage.used })
                    : t("usage.of", { used: usage.used, limit: usage.limit })
                }
                value={usage.used}
                max={usage.limit}
              />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
