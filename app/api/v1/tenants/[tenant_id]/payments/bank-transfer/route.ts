import { bankTransferSchema } from "@/lib/contracts/payments";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readBankTransfer } from "@/lib/payments/read-bank-transfer";

/** Whether the subscription is paid by transfer, and the reference that the transfer has to carry. */
export const GET = tenantRoute(
  { summary: "Read the reference for bank transfers", allow: "payments:read", answer: bankTransferSchema },
  ({ tenant }) => readBankTransfer(database(), tenant.id),
);
