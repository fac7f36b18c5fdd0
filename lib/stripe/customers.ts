import { createHash } from "node:crypto";
import type { TenantId } from "@/lib/ids";
import { askStripe } from "./client";

export interface NewCustomer {
  tenantId: TenantId;
  email: string;
  name: string;
  /** How many customers of this tenant were deleted at Stripe before. */
  generation: number;
}

/**
 * Creates the tenant's customer. Two requests at once, or a retry after a crash, are given the same one: the
 * idempotency key is made of everything that is sent, since Stripe refuses a key that comes with other parameters.
 */
export async function createCustomer(wanted: NewCustomer): Promise<string> {
  const { tenantId, email, name } = wanted;
  const digest = createHash("sha256")
    .update(JSON.stringify([tenantId, email, name, wanted.generation]))
    .digest("hex");
  const idempotencyKey = `tierline-customer-${digest}`;
  const customer = await askStripe((sdk) =>
    sdk.customers.create({ email, name, metadata: { tenant_id: tenantId } }, { idempotencyKey }),
  );
  return customer.id;
}
