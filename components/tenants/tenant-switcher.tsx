"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronsUpDown, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DropdownMenu, MenuChoice, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { createTenant, switchTenant } from "@/lib/api-client/team";
import type { OwnTenantDto } from "@/lib/contracts/tenants";
import { CreateDialog } from "./create-dialog";

export interface TenantSwitcherProps {
  current: { id: string; name: string };
  tenants: OwnTenantDto[];
}

/** The workspace's name, and under it the person's other ones. A switch loads the page anew: nothing of the old stays. */
export function TenantSwitcher({ current, tenants }: TenantSwitcherProps) {
  const t = useTranslations("team.switcher");
  const create = useTranslations("team.create");
  const [isCreating, setCreating] = useState(false);
  const goTo = useMutation({
    mutationFn: switchTenant,
    onSuccess: () => window.location.assign("/studio"),
  });
  const open = useMutation({
    mutationFn: createTenant,
    onSuccess: ({ id }) => goTo.mutateAsync(id),
  });
  return (
    <>
      <DropdownMenu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={t("label", { name: current.name })}
            className="-mx-1.5 flex min-w-0 items-center gap-1 rounded-md px-1.5 py-1 text-left hover:bg-line/60"
          >
            <span className="truncate">{current.name}</span>
            <ChevronsUpDown className="size-3.5 shrink-0 text-muted" aria-hidden="true" />
          </button>
        }
      >
        {tenants.map(({ id, name }) => (
          <MenuChoice
            key={id}
            checked={id === current.id}
            onSelect={() => (id === current.id ? undefined : goTo.mutate(id))}
          >
            <span className="block max-w-56 truncate">{name}</span>
          </MenuChoice>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => setCreating(true)}>
          <Plus aria-hidden="true" /> {t("create")}
        </MenuItem>
      </DropdownMenu>
      {isCreating ? (
        <CreateDialog
          title={create("title")}
          lead={create("lead")}
          pending={open.isPending || goTo.isPending}
          onSubmit={(name) => open.mutate(name)}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}
