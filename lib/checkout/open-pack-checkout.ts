import type { Database } from "@/db/client";
import { type CheckoutRow, findOpenCheckout, lockBilling } from "@/db/queries/billing";
import { checkouts } from "@/db/schema/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import type { CheckoutDto } from "@/lib/contracts/checkout";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { newId, type TenantId } from "@/lib/ids";
import { type CreditPackKey, findPack } from "@/lib/plans/credit-packs";
import { expireSession } from "@/lib/stripe/checkout-sessions";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { bindCustomer } from "./bind-customer";
import { toCheckoutDto } from "./checkout-dto";
import { openAtStripe } from "./open-at-stripe";

interface OpenPackCheckout {
  tenantId: TenantId;
  actor: SignedIn;
  pack: string;
  currency: string | undefined;
  returnTo: string | undefined;
  requestId: string;
}

interface Wanted {
  packKey: CreditPackKey;
  currency: string;
}

const isFor = (row: CheckoutRow, { packKey, currency }: Wanted) => row.packKey === packKey && row.currency === currency;

/**
 * Opens Stripe's hosted page for a credit pack, or answers the one that is open already (G10), on any plan, Free
 * included. The price is the catalogue's (G23). Throws `unknown_pack`, `email_not_verified`, `checkout_busy`.
 */
export async function openPackCheckout(input: OpenPackCheckout): Promise<CheckoutDto> {
  const { tenantId, actor } = input;
  if (!actor.user.emailVerifiedAt)
    throw new AppError("email_not_verified", "Open the link in the mail that we sent you, then come back to pay.");
  const pack = findPack(input.pack);
  if (!pack) throw new AppError("unknown_pack", `There is no credit pack "${input.pack}".`);
  const db = database();
  const bound = await bindCustomer(db, tenantId, actor.user);
  const wanted: Wanted = { packKey: pack.key, currency: bound.currency ?? input.currency ?? "usd" };
  // The page that is open may have been paid by now: then the next one is another purchase.
  await syncTenantBilling(tenantId, "checkout-requested");
  await closeOther(db, tenantId, wanted);
  await claim(db, input, wanted);
  const row = await findOpenCheckout(db, tenantId, "credits");
  // Another tab opened one for another pack in this very moment.
  if (!row || !isFor(row, wanted))
    throw new AppError("checkout_busy", "Another checkout is being opened. Try again in a moment.");
  return toCheckoutDto(row.status === "open" ? row : await openAtStripe(db, row));
}

/** Enters the purchase, unless one is open. */
async function claim(
  db: Database,
  { tenantId, actor, returnTo, requestId }: OpenPackCheckout,
  wanted: Wanted,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockBilling(tx, tenantId);
    const [claimed] = await tx
      .insert(checkouts)
      .values({
        id: newId(),
        tenantId,
        kind: "credits",
        status: "opening",
        createdBy: actor.user.id,
        ...wanted,
        returnTo: returnTo ?? null,
      })
      .onConflictDoNothing()
      .returning({ id: checkouts.id });
    if (!claimed) return;
    const detail = { checkout: claimed.id, pack: wanted.packKey, currency: wanted.currency };
    await recordAudit(tx, { tenantId, actor, action: "checkout.open", detail, requestId });
  });
}

/** Puts an open purchase out of the way when it is of another pack, or expired. */
async function closeOther(db: Database, tenantId: TenantId, wanted: Wanted): Promise<void> {
  const row = await findOpenCheckout(db, tenantId, "credits");
  if (!row) return;
  const expired = row.expiresAt !== null && row.expiresAt <= wallNow();
  if (isFor(row, wanted) && !expired) return;
  // Opened half-way (we crashed before Stripe answered): finish it under its key first, else its session stays open.
  const opened = row.status === "opening" ? await openAtStripe(db, row) : row;
  if (opened.stripeSessionId) await expireSession(opened.stripeSessionId);
  await syncTenantBilling(tenantId, "checkout-requested");
}
