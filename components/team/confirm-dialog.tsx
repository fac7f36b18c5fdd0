"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: string;
  /** For what cannot be taken back. */
  danger?: boolean;
  /** Runs at the press; the dialog closes when it succeeds. A failure is told at the foot of the page. */
  onConfirm: () => Promise<unknown>;
  children?: ReactNode;
}

/** Asks once more, with what will happen in words. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  danger,
  onConfirm,
  children,
}: ConfirmDialogProps) {
  const common = useTranslations("common.actions");
  const [pending, setPending] = useState(false);
  const confirm = async () => {
    setPending(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch {
      // Told by the mutation that failed; the dialog stays for another try.
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      locked={pending}
      title={title}
      description={description}
      closeLabel={common("close")}
      footer={
        <>
          <Button variant="secondary" disabled={pending} onClick={() => onOpenChange(false)}>
            {common("cancel")}
          </Button>
          <Button variant={danger ? "danger" : "primary"} loading={pending} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
