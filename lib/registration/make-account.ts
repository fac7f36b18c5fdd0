import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import {
  lockRegistration,
  moveRegistration,
  type RegistrationRow,
  updateRegistration,
} from "@/db/queries/registrations";
import { billingAccounts } from "@/db/schema/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import { createAccount } from "@/lib/auth/create-account";
import { mailVerification } from "@/lib/auth/mail-verification";
import { wallNow } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import type { RegistrationId, TenantId, UserId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { drainJob } from "@/lib/sync/drain-job";
import { registrationExpired } from "./require-registration";

export interface MadeAccount {
  userId: UserId;
  tenantId: TenantId;
}

/**
 * Makes the person, his workspace and its binding to the customer in one transaction, once: who comes later finds them.
 * Throws `email_taken` when somebody took the address meanwhile; the registration then waits for its end.
 */
export async function makeAccount(db: Database, id: RegistrationId): Promise<MadeAccount> {
  try {
    return await db.transaction(async (tx) => {
      const row = await lockRegistration(tx, id);
      if (row.userId && row.tenantId) return { userId: row.userId, tenantId: row.tenantId };
      if (row.state !== "completing") throw registrationExpired();
      return make(tx, row);
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "email_taken")
      await moveRegistration(
        db,
        id,
        { states: ["completing"], withoutAccount: true },
        { state: "setup", passwordHash: null },
      );
    throw error;
  }
}

async function make(tx: Transaction, row: RegistrationRow): Promise<MadeAccount> {
  const { id, email, name, passwordHash, locale, stripeCustomerId } = row;
  if (!name || !passwordHash || !stripeCustomerId) throw new Error(`registration ${id} lacks what an account needs`);
  const now = wallNow();
  const { userId, tenantId } = await createAccount(tx, { name, email, passwordHash, locale }, now);
  await mailVerification(tx, { id: userId, email, name, locale }, undefined, now);
  await tx
    .update(billingAccounts)
    .set({ stripeCustomerId })
    .where(and(eq(billingAccounts.tenantId, tenantId), isNull(billingAccounts.stripeCustomerId)));
  await updateRegistration(tx, id, { userId, tenantId });
  const user = { id: userId, email, name, locale, emailVerifiedAt: null, isOperator: false };
  const detail = { registration_id: id, mode: row.withTrial };
  await recordAudit(tx, { tenantId, actor: { sessionId: null, user }, action: "registration.account", detail });
  // What Stripe told while the customer was nobody's is parked; now it has somebody to act on it.
  const { name: job, payload, key, queue } = drainJob(stripeCustomerId);
  await addJob(tx, job, payload, { key, queue });
  return { userId, tenantId };
}
