import { askStripe } from "./client";

const MARK = "tierline";

let configuration: { key: string; id: string } | undefined;

/** Finds or makes our portal configuration: without one, Stripe refuses sessions. */
export async function ensurePortalConfiguration(appUrl: string): Promise<string> {
  if (configuration?.key === appUrl) return configuration.id;
  const id = await askStripe(async (sdk) => {
    const known = await sdk.billingPortal.configurations.list({ active: true, limit: 100 });
    const own = known.data.find((entry) => entry.metadata?.[MARK] === appUrl);
    return own?.id ?? (await createConfiguration(appUrl));
  });
  configuration = { key: appUrl, id };
  return id;
}

async function createConfiguration(appUrl: string): Promise<string> {
  const made = await askStripe((sdk) =>
    sdk.billingPortal.configurations.create({
      metadata: { [MARK]: appUrl },
      default_return_url: `${appUrl}/billing`,
      features: {
        customer_update: { enabled: true, allowed_updates: ["name", "address", "phone"] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: true, mode: "at_period_end" },
      },
    }),
  );
  return made.id;
}

/** Opens the hosted portal for a customer and answers its short-lived address. */
export async function openPortalSession(stripeCustomerId: string, appUrl: string): Promise<string> {
  const configurationId = await ensurePortalConfiguration(appUrl);
  const session = await askStripe((sdk) =>
    sdk.billingPortal.sessions.create({
      customer: stripeCustomerId,
      configuration: configurationId,
      return_url: `${appUrl}/billing`,
    }),
  );
  return session.url;
}
