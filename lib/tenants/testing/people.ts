import { desc, eq } from "drizzle-orm";
import { GET as listMembersRoute } from "@/app/api/v1/tenants/[tenant_id]/members/route";
import { users } from "@/db/schema/identity";
import { mails } from "@/db/schema/mails";
import { memberships, type Role } from "@/db/schema/tenants";
import type { MemberDto } from "@/lib/contracts/members";
import { database } from "@/lib/database";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import type { TenantId, UserId } from "@/lib/ids";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";

type Handler = Parameters<TestBrowser["call"]>[0];

/** A person of his own who also belongs to the tenant in that role. */
export async function aMemberOf(
  tenantId: TenantId,
  role: Role,
): Promise<TestTenant & { userId: UserId; email: string }> {
  const person = await aTenant();
  const { id: userId, email } = person.owner.user;
  await database().insert(memberships).values({ tenantId, userId, role });
  return { ...person, userId, email };
}

/** Calls a route about a tenant. */
export function callTenant(
  browser: TestBrowser,
  handler: Handler,
  tenantId: string,
  call: { method?: string; body?: unknown; path?: string; params?: Record<string, string> } = {},
): Promise<Response> {
  return browser.call(handler, { ...call, params: { tenant_id: tenantId, ...call.params } });
}

/** Roles by address, as a member is told. */
export async function rolesIn(browser: TestBrowser, tenantId: TenantId): Promise<Record<string, Role>> {
  const response = await callTenant(browser, listMembersRoute, tenantId, { method: "GET" });
  const { data }: { data: MemberDto[] } = await response.json();
  return Object.fromEntries(data.map(({ email, role }) => [email, role]));
}

/** Status and code of an answer, for comparing several at once. */
export async function outcomeOf(response: Response): Promise<string> {
  const text = await response.text();
  const code = text ? (JSON.parse(text) as { code?: string }).code : undefined;
  return code ? `${response.status} ${code}` : String(response.status);
}

/** The token in the newest invitation mail to an address. */
export async function invitationMailedTo(email: string): Promise<string> {
  const [mail] = await database()
    .select()
    .from(mails)
    .where(eq(mails.recipient, email))
    .orderBy(desc(mails.createdAt))
    .limit(1);
  const token = /\/invitation\?token=([\w-]+)/.exec(mail?.text ?? "")?.[1];
  if (!token) throw new Error(`no invitation was mailed to ${email}`);
  return token;
}

export async function findUser(userId: UserId) {
  const [row] = await database().select().from(users).where(eq(users.id, userId));
  return row ?? null;
}
