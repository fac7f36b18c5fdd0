import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { pageSession } from "@/components/auth/page-session";
import type { SignedIn } from "@/lib/auth/session";
import type { OwnTenantDto } from "@/lib/contracts/tenants";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { chooseTenant } from "@/lib/tenants/current-tenant";
import { listMemberships, type Membership } from "@/lib/tenants/find-membership";
import { toOwnTenantDto } from "@/lib/tenants/own-tenant-dto";

/** Who looks at a signed-in page, and the workspace that he works in. */
export interface PageSession extends Membership {
  user: SignedIn["user"];
  /** All that he belongs to. */
  tenants: OwnTenantDto[];
}

/** The session, read once for layout and page together; null when signed out. */
export const readPageSession = cache(async (): Promise<PageSession | null> => {
  const signedIn = await pageSession();
  if (!signedIn) return null;
  const all = await listMemberships(database(), signedIn.user.id);
  const membership = chooseTenant(all, await headers());
  // Sign-up opens a workspace in the same transaction, and whoever loses his last one gets another with it.
  if (!membership) throw new Error(`user ${signedIn.user.id} belongs to no workspace`);
  return { ...membership, user: signedIn.user, tenants: all.map(toOwnTenantDto) };
});

/** The session of a page that only signed-in people see; others go to the sign-in page and come back to `path`. */
export async function requirePageSession(path = "/studio"): Promise<PageSession> {
  const session = await readPageSession();
  return session ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}

/** The tenant's billing state, read once for layout and page together. */
export const readPageBilling = cache((tenantId: TenantId) => readBillingState(database(), tenantId));
