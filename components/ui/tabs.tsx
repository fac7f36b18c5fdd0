"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export interface Tab {
  id: string;
  label: ReactNode;
  content: ReactNode;
}

export interface TabsProps extends Omit<ComponentProps<typeof Primitive.Root>, "children"> {
  /** Names the row of tabs. */
  label: string;
  tabs: Tab[];
}

/** Sections of one thing, one shown at a time; arrows move between the tabs. */
export function Tabs({ label, tabs, className, ...rest }: TabsProps) {
  return (
    <Primitive.Root defaultValue={tabs[0]?.id} className={className} {...rest}>
      <Primitive.List aria-label={label} className="flex gap-5 overflow-x-auto border-line border-b">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.id}
            value={tab.id}
            className={cn(
              "-mb-px whitespace-nowrap border-transparent border-b-2 px-0.5 py-2.5 font-medium text-muted text-sm hover:text-ink",
              "data-[state=active]:border-accent data-[state=active]:text-ink",
            )}
          >
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.id} value={tab.id} className="pt-5">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
