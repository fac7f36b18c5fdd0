"use client";

import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useLocale } from "use-intl/react";
import { cardAppearance, onThemeChange } from "./card-appearance";
import { type CardOutcome, readOutcome } from "./card-outcome";
import { loadStripe } from "./load-stripe";
import { withBankInFront } from "./with-bank-in-front";

export interface CardField {
  /** Where the field goes. */
  holder: RefObject<HTMLDivElement | null>;
  state: "loading" | "ready" | "failed";
  /** Loads again after a failure. */
  retry: () => void;
  /** Saves the card, or pays with it, with the bank's question where one is asked. */
  confirm: () => Promise<CardOutcome>;
}

interface Mounted {
  stripe: Stripe;
  elements: StripeElements;
}

/** Shows Stripe's card field for a SetupIntent's or a PaymentIntent's client secret. */
export function useCardField(clientSecret: string): CardField {
  const locale = useLocale();
  const holder = useRef<HTMLDivElement>(null);
  const mounted = useRef<Mounted | null>(null);
  const [state, setState] = useState<CardField["state"]>("loading");
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt is the very reason to run again.
  useEffect(() => {
    let isGone = false;
    let unmount: (() => void) | undefined;
    setState("loading");
    const fail = () => {
      if (!isGone) setState("failed");
    };
    loadStripe(locale).then((stripe) => {
      if (isGone || !holder.current) return;
      const field = mountField(stripe, holder.current, clientSecret);
      mounted.current = { stripe, elements: field.elements };
      unmount = field.unmount;
      field.element.on("ready", () => setState("ready"));
      field.element.on("loaderror", fail);
    }, fail);
    return () => {
      isGone = true;
      mounted.current = null;
      unmount?.();
    };
  }, [clientSecret, locale, attempt]);

  return {
    holder,
    state,
    retry: () => setAttempt((count) => count + 1),
    confirm: () => withBankInFront(() => confirmField(mounted.current, clientSecret)),
  };
}

function mountField(stripe: Stripe, holder: HTMLElement, clientSecret: string) {
  const elements = stripe.elements({ clientSecret, appearance: cardAppearance(holder) });
  const element = elements.create("payment", { layout: "tabs", wallets: { link: "never" } });
  element.mount(holder);
  const stop = onThemeChange(() => elements.update({ appearance: cardAppearance(holder) }));
  return {
    elements,
    element,
    unmount: () => {
      stop();
      element.destroy();
    },
  };
}

const UNREACHABLE: CardOutcome = { ok: false, failure: { reason: "unreachable", message: null } };

async function confirmField(mounted: Mounted | null, clientSecret: string): Promise<CardOutcome> {
  if (!mounted) return UNREACHABLE;
  const { stripe, elements } = mounted;
  try {
    const { error } = await elements.submit();
    if (error) return readOutcome({ error });
    const params = { return_url: window.location.href };
    const options = { elements, clientSecret, confirmParams: params, redirect: "if_required" as const };
    if (clientSecret.startsWith("seti_")) {
      const answer = await stripe.confirmSetup(options);
      return readOutcome({ error: answer.error, intent: answer.setupIntent });
    }
    const answer = await stripe.confirmPayment(options);
    return readOutcome({ error: answer.error, intent: answer.paymentIntent });
  } catch {
    return UNREACHABLE;
  }
}
