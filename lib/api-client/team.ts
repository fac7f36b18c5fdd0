import { queryOptions } from "@tanstack/react-query";
import type { InvitationDto, MemberDto } from "@/lib/contracts/members";
import type { ChildTenantDto, OwnTenantDto, TenantDto } from "@/lib/contracts/tenants";
import { tenantKey } from "./keys";
import { callApi } from "./request";

export type GivenRole = InvitationDto["role"];

export const membersKey = (tenantId: string) => [...tenantKey(tenantId), "members"] as const;
export const invitationsKey = (tenantId: string) => [...tenantKey(tenantId), "invitations"] as const;
export const childrenKey = (tenantId: string) => [...tenantKey(tenantId), "children"] as const;

interface List<Item> {
  data: Item[];
}

/** Who belongs to the workspace. */
export const membersQuery = (tenantId: string) =>
  queryOptions({
    queryKey: membersKey(tenantId),
    queryFn: ({ signal }) => callApi<List<MemberDto>>(`/tenants/${tenantId}/members`, { signal }),
  });

/** Who is invited and has not come yet. */
export const invitationsQuery = (tenantId: string) =>
  queryOptions({
    queryKey: invitationsKey(tenantId),
    queryFn: ({ signal }) => callApi<List<InvitationDto>>(`/tenants/${tenantId}/invitations`, { signal }),
  });

/** The workspaces below this one. */
export const childrenQuery = (tenantId: string) =>
  queryOptions({
    queryKey: childrenKey(tenantId),
    queryFn: ({ signal }) => callApi<List<ChildTenantDto>>(`/tenants/${tenantId}/children`, { signal }),
  });

export const changeRole = (tenantId: string, userId: string, role: GivenRole) =>
  callApi<List<MemberDto>>(`/tenants/${tenantId}/members/${userId}`, { method: "PATCH", body: { role } });

export const removeMember = (tenantId: string, userId: string) =>
  callApi<void>(`/tenants/${tenantId}/members/${userId}`, { method: "DELETE" });

export const leaveTenant = (tenantId: string) => callApi<void>(`/tenants/${tenantId}/members/me`, { method: "DELETE" });

export const transferTenant = (tenantId: string, userId: string) =>
  callApi<List<MemberDto>>(`/tenants/${tenantId}/transfer`, { method: "POST", body: { user_id: userId } });

export interface Invite {
  email: string;
  role: GivenRole;
  /** The price of one more seat that was shown and is agreed to. */
  quoteId?: string | undefined;
}

/** Sends an invitation, or the same one anew. */
export const inviteMember = (tenantId: string, { email, role, quoteId }: Invite) =>
  callApi<InvitationDto>(`/tenants/${tenantId}/invitations`, {
    method: "POST",
    body: { email, role, confirm_quote_id: quoteId },
  });

export const revokeInvitation = (tenantId: string, invitationId: string) =>
  callApi<void>(`/tenants/${tenantId}/invitations/${invitationId}`, { method: "DELETE" });

export const createChild = (tenantId: string, name: string) =>
  callApi<ChildTenantDto>(`/tenants/${tenantId}/children`, { method: "POST", body: { name } });

export const detachChild = (tenantId: string, childId: string) =>
  callApi<void>(`/tenants/${tenantId}/children/${childId}`, { method: "DELETE" });

export const renameTenant = (tenantId: string, name: string) =>
  callApi<TenantDto>(`/tenants/${tenantId}`, { method: "PATCH", body: { name } });

export const deleteTenant = (tenantId: string, confirm: string) =>
  callApi<void>(`/tenants/${tenantId}`, { method: "DELETE", body: { confirm } });

export const createTenant = (name: string) => callApi<TenantDto>("/tenants", { method: "POST", body: { name } });

/** Makes this browser work in another workspace from the next page on. */
export const switchTenant = (tenantId: string) =>
  callApi<OwnTenantDto>("/me/tenant", { method: "POST", body: { tenant_id: tenantId } });
