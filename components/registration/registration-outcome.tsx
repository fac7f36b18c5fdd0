"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { buttonVariants } from "@/components/ui/button";
import type { RegistrationFailure } from "@/lib/contracts/registration";
import type { Registration } from "./use-registration";

interface OutcomeProps {
  registration: Registration;
  failure: RegistrationFailure | null;
  isSignedIn: boolean;
}

/** The end: the plan runs, or the account is on Free and why, or where to sign in. */
export function RegistrationOutcome({ registration, failure, isSignedIn }: OutcomeProps) {
  if (failure) return <OnFree registration={registration} failure={failure} isSignedIn={isSignedIn} />;
  return isSignedIn ? <Started registration={registration} /> : <SignInNext registration={registration} />;
}

function Started({ registration: { order, person } }: { registration: Registration }) {
  const t = useTranslations("registration.done");
  const tiers = useTranslations("plans.tiers");
  return (
    <Ending
      title={t(order.mode, { plan: tiers(`${order.plan}.name`) })}
      actions={[
        { href: "/studio", label: t("action") },
        { href: "/billing", label: t("billing") },
      ]}
    >
      {t("body", { email: person.email })}
    </Ending>
  );
}

function SignInNext({ registration: { person } }: { registration: Registration }) {
  const t = useTranslations("registration.signIn");
  return (
    <Ending title={t("title")} actions={[{ href: "/sign-in", label: t("action") }]}>
      {t("body", { email: person.email })}
    </Ending>
  );
}

function OnFree({
  registration: { order, person },
  failure,
  isSignedIn,
}: OutcomeProps & { failure: RegistrationFailure }) {
  const t = useTranslations("registration.onFree");
  const { plan, interval, currency } = order;
  const again = `/upgrade?${new URLSearchParams({ plan, interval, currency })}`;
  const through = (path: string) => (isSignedIn ? path : `/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
  return (
    <Ending
      title={t("title")}
      actions={[
        { href: through(again), label: t("action") },
        { href: through("/studio"), label: t("free") },
      ]}
    >
      <p>{t(failure)}</p>
      <p className="mt-2">{t("verifyFirst", { email: person.email })}</p>
    </Ending>
  );
}

interface EndingProps {
  title: string;
  children: ReactNode;
  actions: { href: string; label: string }[];
}

// Plain anchors: these pages are documents of their own, and who is signed in has just changed.
function Ending({ title, children, actions }: EndingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div data-testid="registration-outcome">
      <h1 ref={heading} tabIndex={-1} className="font-semibold text-2xl outline-none">
        {title}
      </h1>
      <div className="mt-2 text-muted">{children}</div>
      <div className="mt-6 flex flex-wrap gap-2">
        {actions.map(({ href, label }, index) => (
          <a key={href} href={href} className={buttonVariants({ variant: index === 0 ? "primary" : "secondary" })}>
            {label}
          </a>
        ))}
      </div>
    </div>
  );
}
