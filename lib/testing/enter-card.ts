import { stripe } from "@/lib/stripe/client";

/** Saves a test card as the page's card field does, without a bank's question. */
export async function enterCard(stripeSetupIntentId: string, token = "pm_card_visa"): Promise<void> {
  await stripe().setupIntents.confirm(stripeSetupIntentId, { payment_method: token });
}

/** Answers the bank's question of an intent, as its customer does on the bank's page. */
export async function answerBank(
  nextAction: { redirect_to_url?: { url: string | null } | null } | null,
  outcome: "complete" | "fail",
) {
  const url = nextAction?.redirect_to_url?.url;
  if (!url) throw new Error("the bank asks nothing");
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ outcome }),
  });
  if (response.status >= 400) throw new Error(`the bank's page answered ${response.status}`);
}

/** Saves a card whose bank asks, and answers it. */
export async function enterCardWithBank(
  stripeSetupIntentId: string,
  token = "pm_card_authenticationRequired",
): Promise<void> {
  const intent = await stripe().setupIntents.confirm(stripeSetupIntentId, {
    payment_method: token,
    return_url: "http://localhost:3000/register",
  });
  await answerBank(intent.next_action, "complete");
}

/** Answers the bank's question about a payment by its client secret. */
export async function answerBankAbout(clientSecret: string, outcome: "complete" | "fail" = "complete"): Promise<void> {
  const [id = ""] = clientSecret.split("_secret_");
  const intent = await stripe().paymentIntents.retrieve(id);
  await answerBank(intent.next_action, outcome);
}
