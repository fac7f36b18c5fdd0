"use client";

import { useState } from "react";
import { TextField } from "@/components/ui/field";

export interface OperationFilterProps {
  label: string;
  hint: string;
  /** Said when nothing fits. */
  nothing: string;
}

/** Hides what does not fit the words; the page is whole without any script. */
function showMatching(words: string[]): number {
  let found = 0;
  for (const group of document.querySelectorAll<HTMLElement>("[data-operations]")) {
    let isAnyShown = false;
    for (const entry of group.querySelectorAll<HTMLElement>("[data-operation]")) {
      const text = entry.dataset.operation ?? "";
      const isShown = words.every((word) => text.includes(word));
      entry.hidden = !isShown;
      if (isShown) found += 1;
      isAnyShown ||= isShown;
    }
    group.hidden = !isAnyShown;
  }
  return found;
}

/** The search above the operations. */
export function OperationFilter({ label, hint, nothing }: OperationFilterProps) {
  const [isEmpty, setEmpty] = useState(false);
  return (
    <div className="sticky top-0 z-10 mt-8 bg-canvas py-3">
      <TextField
        type="search"
        label={label}
        hint={hint}
        onChange={(event) => {
          const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
          setEmpty(showMatching(words) === 0);
        }}
      />
      <p role="status" className="mt-2 text-muted text-sm">
        {isEmpty ? nothing : ""}
      </p>
    </div>
  );
}
