/** A webhook event as far as we need it; everything else stays in its stored body. */
export interface ReceivedEvent {
  id: string;
  type: string;
  apiVersion: string | null;
  /** Whom it is about: a customer, or the test clock of several; null for events about neither. */
  subject: string | null;
  /** For events that name only a payment (disputes): whose it is, our own rows know. */
  paymentIntent: string | null;
}
