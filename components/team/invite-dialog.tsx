"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { ApiError } from "@/lib/api-client/request";
import { type GivenRole, invitationsKey, inviteMember } from "@/lib/api-client/team";
import type { OfferedQuote } from "@/lib/errors";
import { GIVEN_ROLES } from "./member-list";

// The contract's own check would bring zod into the page; the server has the last word anyway.
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** "Invite" and its dialog; where one more person costs more, it shows the amount before anything is sent. */
export function InviteDialog({ tenantId }: { tenantId: string }) {
  const t = useTranslations("team.invite");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <UserPlus aria-hidden="true" /> {t("button")}
      </Button>
      {open ? <OpenDialog tenantId={tenantId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function OpenDialog({ tenantId, onClose }: { tenantId: string; onClose: () => void }) {
  const t = useTranslations("team.invite");
  const common = useTranslations("common.actions");
  const client = useQueryClient();
  const formId = useId();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<GivenRole>("member");
  const [isChecked, setChecked] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (quoteId: string | undefined) => inviteMember(tenantId, { email: email.trim(), role, quoteId }),
    meta: {
      shownInPlace: [
        "quota_reached",
        "already_member",
        "seat_quote_required",
        "authentication_required",
        "email_not_verified",
      ],
    },
    onSuccess: async () => {
      toast.success(t("sent", { email: email.trim() }));
      onClose();
      await client.invalidateQueries({ queryKey: invitationsKey(tenantId) });
    },
  });
  const refusal = error instanceof ApiError ? error : null;
  const isValid = EMAIL.test(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isValid) mutate(refusal?.quote?.id);
  };
  const emailError = isChecked && !isValid ? t("emailInvalid") : undefined;
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      locked={isPending}
      title={t("title")}
      description={t("lead")}
      closeLabel={common("close")}
      footer={
        <>
          <Button variant="secondary" disabled={isPending} onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button type="submit" form={formId} loading={isPending}>
            {submitLabel(refusal?.quote ?? null, t)}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <TextField
          label={t("email")}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={email}
          error={emailError ?? (refusal?.code === "already_member" ? t("memberAlready") : undefined)}
          onChange={(event) => {
            setEmail(event.target.value);
            // A price was for this very address; another one is asked anew.
            reset();
          }}
        />
        <RoleField value={role} onChange={setRole} />
        {refusal ? <Refusal refusal={refusal} /> : null}
      </form>
    </Dialog>
  );
}

function submitLabel(quote: OfferedQuote | null, t: ReturnType<typeof useTranslations<"team.invite">>): string {
  if (!quote) return t("send");
  return quote.amount_due_minor > 0 ? t("seatConfirm") : t("seatConfirmFree");
}

function RoleField({ value, onChange }: { value: GivenRole; onChange: (role: GivenRole) => void }) {
  const t = useTranslations("team");
  return (
    <Field label={t("invite.role")} hint={t(`roleHints.${value}`)}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => onChange(GIVEN_ROLES.find((role) => role === event.target.value) ?? "member")}
        >
          {GIVEN_ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Refusal({ refusal }: { refusal: ApiError }) {
  const t = useTranslations("team.invite");
  if (refusal.quote) return <SeatPrice quote={refusal.quote} />;
  switch (refusal.code) {
    case "quota_reached":
      return (
        <Alert
          tone="warning"
          assertive
          title={t("full")}
          action={
            <ButtonLink size="sm" href="/upgrade?return_to=/team">
              {t("seePlans")}
            </ButtonLink>
          }
        >
          {refusal.detail}
        </Alert>
      );
    case "authentication_required":
      return (
        <Alert
          tone="warning"
          assertive
          title={t("bank")}
          action={
            <ButtonLink size="sm" href="/billing">
              {t("toBilling")}
            </ButtonLink>
          }
        >
          {refusal.detail}
        </Alert>
      );
    case "email_not_verified":
      return <Alert tone="warning" assertive title={t("verifyFirst")} />;
    default:
      return null;
  }
}

function SeatPrice({ quote }: { quote: OfferedQuote }) {
  const t = useTranslations("team.invite");
  const { money } = useFormat();
  const { amount_due_minor: now, next_charge_minor: next, currency, quantity } = quote;
  return (
    <Alert tone="info" assertive title={t("seatTitle", { count: quantity })}>
      {now > 0 ? t("seatNow", { amount: money(now, currency) }) : t("seatNothingNow")}{" "}
      {next === null ? null : t("seatNext", { amount: money(next, currency) })}
    </Alert>
  );
}
