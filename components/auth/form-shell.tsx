"use client";

import type { ComponentProps, ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import type { FormResult } from "./use-form";

interface FormShellProps extends Pick<ComponentProps<"form">, "onSubmit" | "ref"> {
  failure: FormResult<string>["failure"];
  children: ReactNode;
}

/**
 * A form of the account pages. Our own checks replace the browser's bubbles, and `method="post"` keeps a press before
 * the script has loaded from writing the password into the address.
 */
export function FormShell({ failure, children, ...form }: FormShellProps) {
  return (
    <form method="post" noValidate className="grid gap-4" {...form}>
      {failure ? (
        <div tabIndex={-1} data-form-failure className="rounded-lg outline-none">
          <Alert tone="danger" title={failure.title} assertive>
            {failure.hint}
          </Alert>
        </div>
      ) : null}
      {children}
    </form>
  );
}
