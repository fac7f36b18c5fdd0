import { POST as openCheckout } from "@/app/api/v1/tenants/[tenant_id]/checkout/route";

// Both answer the address of the payment page.
export { openCheckout as POST, openCheckout as PUT };
