import { bankTransferSchema, payByTransferRequestSchema } from "@/lib/contracts/payments";
import { database } from "@/lib/database";
import { operatorRoute } from "@/lib/http/routes";
import { requireId, type TenantId } from "@/lib/ids";
import { payByCard, payByTransfer } from "@/lib/payments/pay-by-transfer";
import { readBankTransfer } from "@/lib/payments/read-bank-transfer";
import { subscribeByTransfer } from "@/lib/payments/subscribe-by-transfer";

/** Lets the subscription be paid by transfer, or starts one that is. Credit before money is for operators to give. */
export const POST = operatorRoute(
  { summary: "Let a workspace pay by bank transfer", body: payByTransferRequestSchema, answer: bankTransferSchema },
  async ({ params, body: { plan, interval, currency }, actor, requestId }) => {
    const tenantId = requireId<TenantId>(params.tenant_id);
    if (plan) await subscribeByTransfer({ tenantId, plan, interval, currency, actor, requestId });
    else await payByTransfer({ tenantId, actor, requestId });
    return readBankTransfer(database(), tenantId);
  },
);

/** Charges the saved card again. Repeating it changes nothing. */
export const DELETE = operatorRoute(
  { summary: "Charge a workspace's card again", answer: bankTransferSchema },
  async ({ params, actor, requestId }) => {
    const tenantId = requireId<TenantId>(params.tenant_id);
    await payByCard({ tenantId, actor, requestId });
    return readBankTransfer(database(), tenantId);
  },
);
