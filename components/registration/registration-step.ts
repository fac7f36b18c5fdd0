import type { RegistrationOrder } from "@/lib/api-client/registration";
import type { RegistrationFailure, RegistrationStateDto } from "@/lib/contracts/registration";
import { CURRENCIES } from "@/lib/plans/catalogue";

/** A form of Stripe's that waits for its card. */
export interface CardForm {
  setupIntentId: string;
  clientSecret: string;
}

/** What the page shows. */
export type RegistrationStep =
  | { name: "loading" }
  /** `resumed`: a registration of this browser that can be gone on with. */
  | { name: "account"; resumed: RegistrationStateDto | null; isExpired: boolean }
  | { name: "card"; form: CardForm }
  /** The bank was asked about the first payment and has not confirmed it. */
  | { name: "unconfirmed" }
  | { name: "done"; failure: RegistrationFailure | null; isSignedIn: boolean };

/** The first step for what the server says of a registration that this browser kept. */
export function stepFor(state: RegistrationStateDto): RegistrationStep {
  switch (state.next) {
    case "enter_card":
    case "complete":
      return { name: "account", resumed: state, isExpired: false };
    case "sign_in":
      return { name: "done", failure: state.failure, isSignedIn: false };
    case "start_again":
      return { name: "account", resumed: null, isExpired: true };
  }
}

/** The order that a registration was begun with, which counts before the address's. */
export function orderOf(state: RegistrationStateDto, asked: RegistrationOrder): RegistrationOrder {
  const { plan, interval, mode } = state;
  return { plan, interval, mode, currency: CURRENCIES.find((known) => known === state.currency) ?? asked.currency };
}
