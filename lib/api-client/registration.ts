import type { RegistrationResultDto, RegistrationSetupDto, RegistrationStateDto } from "@/lib/contracts/registration";
import type { Currency, Interval, Tier } from "@/lib/plans/catalogue";
import { callApi } from "./request";

/** What a registration buys, by the names of the catalogue. */
export interface RegistrationOrder {
  plan: Tier;
  interval: Interval;
  currency: Currency;
  mode: "trial" | "paid";
}

/** What the browser keeps of its registration. */
export interface RegistrationKey {
  stateId: string;
  secret: string;
}

/** Begins a registration: nothing exists before its card is proven. */
export const openRegistration = (order: RegistrationOrder, person: { email: string; name: string; locale: string }) =>
  callApi<RegistrationSetupDto>("/registration/payment-setup", { method: "POST", body: { ...order, ...person } });

/** Where a registration stands. */
export const readRegistration = ({ stateId, secret }: RegistrationKey) =>
  callApi<RegistrationStateDto>(`/registration/state/${stateId}`, { headers: { "registration-secret": secret } });

/** Makes the account and its plan, or goes on with it. */
export const completeRegistration = (
  { stateId, secret }: RegistrationKey,
  setupIntentId: string,
  person: { name: string; password: string } | null,
) =>
  callApi<RegistrationResultDto>("/registration/complete", {
    method: "POST",
    body: {
      state_id: stateId,
      secret,
      setup_intent_id: setupIntentId,
      ...(person ? { user_data: { name: person.name, password: person.password } } : {}),
    },
  });
