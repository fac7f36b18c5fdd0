import type { RegistrationId, TenantId } from "@/lib/ids";
import { askStripe, isMissing } from "./client";

/** Creates the customer of a registration: known by our own id, never by an e-mail match (G22). */
export async function createRegistrationCustomer(input: {
  registrationId: RegistrationId;
  email: string;
  name: string | null;
}): Promise<string> {
  const { registrationId, email, name } = input;
  const customer = await askStripe((sdk) =>
    sdk.customers.create(
      { email, ...(name ? { name } : {}), metadata: { registration_id: registrationId } },
      { idempotencyKey: `tierline-registration-customer-${registrationId}` },
    ),
  );
  return customer.id;
}

/** Gives the customer the tenant that it turned out to belong to, and his name. */
export async function nameRegistrationCustomer(
  stripeCustomerId: string,
  input: { tenantId: TenantId; name: string },
): Promise<void> {
  await askStripe((sdk) =>
    sdk.customers.update(stripeCustomerId, { name: input.name, metadata: { tenant_id: input.tenantId } }),
  );
}

/** Customers that were made for a registration whose answer never reached us. */
export async function findRegistrationCustomers(registrationId: RegistrationId): Promise<string[]> {
  const query = `metadata['registration_id']:'${registrationId}'`;
  const found = await askStripe((sdk) => sdk.customers.search({ query, limit: 10 }));
  return found.data.map(({ id }) => id);
}

/**
 * Deletes a customer that nobody came for. Whoever has a tenant by now is left alone, whatever our tables say: his
 * subscription would end with him.
 */
export async function deleteOrphanCustomer(stripeCustomerId: string): Promise<void> {
  try {
    await askStripe(async (sdk) => {
      const customer = await sdk.customers.retrieve(stripeCustomerId);
      if (customer.deleted || customer.metadata.tenant_id) return;
      await sdk.customers.del(stripeCustomerId);
    });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
