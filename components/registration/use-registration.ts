"use client";

import { useEffect, useRef, useState } from "react";
import { useLocale } from "use-intl/react";
import { authenticatePayment } from "@/components/cards/authenticate-payment";
import {
  completeRegistration,
  openRegistration,
  type RegistrationKey,
  type RegistrationOrder,
  readRegistration,
} from "@/lib/api-client/registration";
import { ApiError } from "@/lib/api-client/request";
import type { RegistrationResultDto } from "@/lib/contracts/registration";
import { forgetRegistration, keepRegistration, keptRegistration } from "./kept-registration";
import { orderOf, type RegistrationStep, stepFor } from "./registration-step";

export interface Person {
  name: string;
  email: string;
  password: string;
}

export interface Registration {
  step: RegistrationStep;
  order: RegistrationOrder;
  person: Person;
  /** What was refused last, where no field shows it. */
  refusal: ApiError | null;
  isWorking: boolean;
  choose: (change: Partial<RegistrationOrder>) => void;
  /** Sends the account's fields; answers what was refused, for the form to show. */
  submitAccount: (person: Person) => Promise<ApiError | null>;
  /** The card is saved: makes the account and its plan, with the bank's question where one is asked. */
  finish: () => Promise<void>;
  /** A fresh card form for the same person, also for paying at once instead of a trial. */
  restartCard: (change?: Partial<RegistrationOrder>) => Promise<void>;
  startAgain: () => void;
  editAccount: () => void;
}

interface Running {
  key: RegistrationKey;
  setupIntentId: string;
}

const START: RegistrationStep = { name: "account", resumed: null, isExpired: false };
const toApiError = (error: unknown) =>
  error instanceof ApiError ? error : new ApiError({ status: 0, code: "unreachable" }, { cause: error });

/** A registration from the first field to the signed-in browser, and on from a closed tab. */
export function useRegistration(asked: RegistrationOrder): Registration {
  const locale = useLocale();
  const [order, setOrder] = useState(asked);
  const [step, setStep] = useState<RegistrationStep>({ name: "loading" });
  const [person, setPerson] = useState<Person>({ name: "", email: "", password: "" });
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [isWorking, setWorking] = useState(false);
  const running = useRef<Running | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the browser kept is looked for once, when it opens.
  useEffect(() => {
    const key = keptRegistration();
    if (!key) return setStep(START);
    readRegistration(key).then(
      (state) => {
        const next = stepFor(state);
        if (next.name === "done" || (next.name === "account" && !next.resumed)) forgetRegistration();
        else setOrder(orderOf(state, asked));
        running.current = state.setup_intent_id ? { key, setupIntentId: state.setup_intent_id } : null;
        setPerson((current) => ({ ...current, name: state.name ?? "", email: state.email }));
        setStep(next);
      },
      (error: unknown) => {
        // Somebody else's, or gone; an outage keeps it for the next visit.
        if (!toApiError(error).isTransient) forgetRegistration();
        setStep(START);
      },
    );
  }, []);

  const begin = async (who: Person, wanted: RegistrationOrder) => {
    const setup = await openRegistration(wanted, { name: who.name, email: who.email, locale });
    running.current = { key: { stateId: setup.state_id, secret: setup.secret }, setupIntentId: setup.setup_intent_id };
    keepRegistration(running.current.key);
    setStep({ name: "card", form: { setupIntentId: setup.setup_intent_id, clientSecret: setup.client_secret } });
  };

  const complete = async (who: Person): Promise<RegistrationResultDto> => {
    const { key, setupIntentId } = running.current ?? raise();
    const first = await completeRegistration(key, setupIntentId, who);
    if (first.next === "done" || !first.client_secret) return first;
    await authenticatePayment(first.client_secret, locale);
    // Whatever the bank's answer was, the server asks Stripe itself.
    return completeRegistration(key, setupIntentId, who);
  };

  const finishFor = async (who: Person) => {
    setRefusal(null);
    setWorking(true);
    try {
      const result = await complete(who);
      if (result.next === "authenticate") return setStep({ name: "unconfirmed" });
      forgetRegistration();
      setStep({ name: "done", failure: result.failure, isSignedIn: result.signed_in });
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code === "registration_expired" || refused.code === "registration_not_found") {
        forgetRegistration();
        setStep({ name: "account", resumed: null, isExpired: true });
      } else if (refused.code === "email_taken" || refused.code === "weak_password") {
        setStep(START);
      }
      setRefusal(refused);
    } finally {
      setWorking(false);
    }
  };

  const submitAccount = async (who: Person) => {
    setPerson(who);
    setRefusal(null);
    const resumed = step.name === "account" ? step.resumed : null;
    try {
      if (!resumed || resumed.email.toLowerCase() !== who.email.toLowerCase()) await begin(who, order);
      else if (resumed.next === "complete") await finishFor(who);
      else if (resumed.client_secret && resumed.setup_intent_id)
        setStep({
          name: "card",
          form: { setupIntentId: resumed.setup_intent_id, clientSecret: resumed.client_secret },
        });
      return null;
    } catch (error) {
      return toApiError(error);
    }
  };

  const restartCard = async (change: Partial<RegistrationOrder> = {}) => {
    const wanted = { ...order, ...change };
    setOrder(wanted);
    setRefusal(null);
    await begin(person, wanted).catch((error: unknown) => setRefusal(toApiError(error)));
  };

  return {
    step,
    order,
    person,
    refusal,
    isWorking,
    choose: (change) => setOrder({ ...order, ...change }),
    submitAccount,
    finish: () => finishFor(person),
    restartCard,
    startAgain: () => {
      forgetRegistration();
      running.current = null;
      setRefusal(null);
      setOrder(asked);
      setStep(START);
    },
    editAccount: () => setStep(START),
  };
}

function raise(): never {
  throw new Error("there is no registration to finish");
}
