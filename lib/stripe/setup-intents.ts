import type Stripe from "stripe";
import { askStripe, isMissing, isRefusal } from "./client";
import { type SavedCard, toSavedCard } from "./payment-methods";

export interface NewSetupIntent {
  /** Made of a stored id: however often it is asked for, there is one. */
  idempotencyKey: string;
  stripeCustomerId: string;
  metadata: Record<string, string>;
}

export interface OpenedSetupIntent {
  stripeSetupIntentId: string;
  /** For the browser of the one who asked, nobody else. */
  clientSecret: string;
}

/** How saving a card stands. */
export interface SetupIntentState extends OpenedSetupIntent {
  stripeCustomerId: string | null;
  status: "waiting" | "succeeded" | "canceled";
  /** The proven card; null before. */
  card: SavedCard | null;
}

/** Begins to save a card for charges while its owner is away. https://docs.stripe.com/payments/save-and-reuse */
export async function openSetupIntent(input: NewSetupIntent): Promise<OpenedSetupIntent> {
  const { idempotencyKey, stripeCustomerId, metadata } = input;
  const intent = await askStripe((sdk) =>
    sdk.setupIntents.create(
      { customer: stripeCustomerId, usage: "off_session", allowed_payment_method_types: ["card"], metadata },
      { idempotencyKey },
    ),
  );
  return { stripeSetupIntentId: intent.id, clientSecret: secretOf(intent) };
}

/** What Stripe says of a SetupIntent now; null when there is none. */
export async function findSetupIntent(stripeSetupIntentId: string): Promise<SetupIntentState | null> {
  try {
    const intent = await askStripe((sdk) =>
      sdk.setupIntents.retrieve(stripeSetupIntentId, { expand: ["payment_method"] }),
    );
    const { customer, payment_method: method } = intent;
    const status = statusOf(intent.status);
    return {
      stripeSetupIntentId: intent.id,
      clientSecret: secretOf(intent),
      stripeCustomerId: typeof customer === "string" ? customer : (customer?.id ?? null),
      status,
      card: status === "succeeded" && typeof method === "object" ? toSavedCard(method) : null,
    };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Ends the wait for a card; one that is saved or given up already stays as it is. */
export async function cancelSetupIntent(stripeSetupIntentId: string): Promise<void> {
  try {
    await askStripe((sdk) => sdk.setupIntents.cancel(stripeSetupIntentId, { cancellation_reason: "abandoned" }));
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

function secretOf({ id, client_secret: secret }: Stripe.SetupIntent): string {
  if (!secret) throw new Error(`SetupIntent ${id} has no client secret`);
  return secret;
}

function statusOf(status: string): SetupIntentState["status"] {
  return status === "succeeded" || status === "canceled" ? status : "waiting";
}
