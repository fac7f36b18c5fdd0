import { eq } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { listJoined, listOwnedRows, lockTenant } from "@/db/queries/members";
import { users } from "@/db/schema/identity";
import { mails } from "@/db/schema/mails";
import { registrations } from "@/db/schema/registrations";
import { recordAudit } from "@/lib/audit/record-audit";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { UserId } from "@/lib/ids";
import { queueMail } from "@/lib/notifications/queue-mail";
import { dropMembership } from "@/lib/tenants/end-membership";
import { eraseTenant } from "@/lib/tenants/erase-tenant";
import { type StoppedBilling, stopBilling } from "@/lib/tenants/stop-billing";
import { BillingRestarted, untilBillingRests } from "@/lib/tenants/until-billing-rests";
import type { InSession } from "./session";
import { limitFailures } from "./sign-in-limits";
import { verifyPassword } from "./verify-password";

interface DeleteAccount {
  actor: InSession;
  password: string;
  ipAddress: string;
  requestId: string;
}

/**
 * Deletes a person with the workspaces that are his alone: first their billing at Stripe, then all that we keep of him
 * in one transaction (G11). Throws `wrong_password`, `owns_workspaces` while others depend on one of his workspaces, and
 * `billing_unavailable` with nothing deleted; repeating it finishes what was begun.
 */
export async function deleteAccount(input: DeleteAccount): Promise<void> {
  await requirePassword(input);
  const userId = input.actor.user.id;
  await untilBillingRests(async () => {
    const stopped: StoppedBilling[] = [];
    for (const { id } of await requireNobodyDepends(database(), userId)) stopped.push(await stopBilling(id));
    await database().transaction((tx) => erase(tx, input, stopped));
  });
}

async function requirePassword({ actor: { user }, password, ipAddress }: DeleteAccount): Promise<void> {
  const refusal = new AppError(
    "wrong_password",
    "The password is wrong. If you have none, choose one by “Forgot password?”.",
  );
  await limitFailures({ account: user.email, ipAddress, refusal }, async () => {
    const [row] = await database().select({ hash: users.passwordHash }).from(users).where(eq(users.id, user.id));
    return (await verifyPassword(password, row?.hash ?? null)) || null;
  });
}

async function requireNobodyDepends(db: Executor, userId: UserId) {
  const owned = await listOwnedRows(db, userId);
  const shared = owned.filter(({ dependents }) => dependents > 0);
  if (shared.length === 0) return owned;
  const detail = `Others depend on ${shared.map(({ name }) => name).join(", ")}. Hand it over or delete it first.`;
  throw new AppError("owns_workspaces", detail, {
    errors: shared.map(({ id, name }) => ({ path: id, message: name })),
  });
}

async function erase(tx: Transaction, { actor, requestId }: DeleteAccount, stopped: StoppedBilling[]): Promise<void> {
  const { user } = actor;
  await eraseOwned(tx, user.id, stopped);
  for (const tenantId of await listJoined(tx, user.id)) {
    await lockTenant(tx, tenantId);
    await dropMembership(tx, tenantId, user.id);
    await recordAudit(tx, { tenantId, actor, action: "member.leave", detail: { account: "deleted" }, requestId });
  }
  await tx.delete(mails).where(eq(mails.recipient, user.email));
  await tx.delete(registrations).where(eq(registrations.userId, user.id));
  await tx.delete(users).where(eq(users.id, user.id));
  const ended = stopped.reduce((sum, { subscriptionsEnded }) => sum + subscriptionsEnded, 0);
  const detail = { workspaces_deleted: stopped.length, subscriptions_ended: ended };
  await recordAudit(tx, { tenantId: null, actor, action: "account.delete", detail, requestId });
  await queueMail(tx, {
    cause: `account-deleted:${user.id}`,
    recipient: user.email,
    locale: user.locale,
    template: { name: "account-deleted", personName: user.name },
  });
}

async function eraseOwned(tx: Transaction, userId: UserId, stopped: StoppedBilling[]): Promise<void> {
  const billing = new Map(stopped.map((each) => [each.tenantId, each]));
  for (const { id } of await listOwnedRows(tx, userId)) await lockTenant(tx, id);
  // Under their locks: somebody may have joined, and one may have been created or handed over to him, since we looked.
  for (const { id } of await requireNobodyDepends(tx, userId)) {
    const tenant = await lockTenant(tx, id);
    const own = billing.get(id);
    if (!own) throw new BillingRestarted();
    if (tenant) await eraseTenant(tx, tenant, own, userId);
  }
}
