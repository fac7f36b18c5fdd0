"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Archive, Boxes } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { CheckboxField } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { itemsOf } from "@/lib/api-client/pages";
import { type ItemResource, itemsQuery } from "@/lib/api-client/workspace";
import { ItemRow } from "./item-row";

interface ItemListProps {
  tenantId: string;
  resource: ItemResource;
  canWrite: boolean;
}

/** All of one kind, newest first; the archived ones apart. */
export function ItemList({ tenantId, resource, canWrite }: ItemListProps) {
  const t = useTranslations("workspace");
  const [archived, setArchived] = useState(false);
  const query = useInfiniteQuery(itemsQuery(tenantId, resource, archived));
  const items = itemsOf(query.data);
  return (
    <section aria-labelledby="items-heading" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="items-heading" className="font-semibold text-base">
          {t(`kinds.${resource}`)}
        </h2>
        <CheckboxField
          label={t("list.archived")}
          checked={archived}
          onChange={(event) => setArchived(event.target.checked)}
        />
      </div>
      {query.isError ? <Alert tone="danger" title={t("list.failed")} /> : null}
      {query.isPending ? <Skeleton className="h-48" /> : null}
      {query.isSuccess && items.length === 0 ? <Empty resource={resource} archived={archived} /> : null}
      {items.length > 0 ? (
        <Card>
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <ItemRow key={item.id} tenantId={tenantId} item={item} canWrite={canWrite} />
            ))}
          </ul>
        </Card>
      ) : null}
      {query.hasNextPage ? (
        <div className="flex justify-center">
          <Button variant="secondary" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("list.more")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Empty({ resource, archived }: { resource: ItemResource; archived: boolean }) {
  const t = useTranslations("workspace.list");
  return archived ? (
    <EmptyState icon={Archive} title={t("emptyArchive")} description={t("emptyArchiveBody")} />
  ) : (
    <EmptyState icon={Boxes} title={t(`empty.${resource}`)} description={t("emptyBody")} />
  );
}
