import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as signUpRoute } from "@/app/api/v1/auth/sign-up/route";
import { POST as acceptRoute } from "@/app/api/v1/me/invitations/route";
import { GET as meRoute } from "@/app/api/v1/me/route";
import { DELETE as revokeRoute } from "@/app/api/v1/tenants/[tenant_id]/invitations/[invitation_id]/route";
import { POST as inviteRoute, GET as listRoute } from "@/app/api/v1/tenants/[tenant_id]/invitations/route";
import { mails } from "@/db/schema/mails";
import { outboxEvents } from "@/db/schema/sync";
import { invitations } from "@/db/schema/tenants";
import type { InvitationDto } from "@/lib/contracts/members";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId } from "@/lib/ids";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { readInvitation } from "./read-invitation";
import { aMemberOf, callTenant, findUser, invitationMailedTo, outcomeOf, rolesIn } from "./testing/people";

withWorld();

const anAddress = () => `${newId<string>()}@example.com`;
const invite = (browser: TestBrowser, tenantId: string, email: string, role = "member") =>
  callTenant(browser, inviteRoute, tenantId, { body: { email, role } });
const accept = (browser: TestBrowser, token: string) => browser.call(acceptRoute, { body: { token } });

describe("inviting", () => {
  it("answers the same whether or not the address has an account, because an invitation is no way to ask", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "pro" } });
    const known = (await aTenant()).owner.user.email;
    const answers: InvitationDto[] = [];
    for (const email of [known, anAddress()]) {
      const response = await invite(browser, tenantId, email);
      expect(response.status).toBe(201);
      answers.push(await response.json());
    }
    const shapes = answers.map(({ id, email, created_at, expires_at, ...rest }) => rest);
    expect(shapes[0]).toEqual(shapes[1]);
    for (const { email } of answers) expect(await invitationMailedTo(email)).toMatch(/^[\w-]{43}$/);
  });

  it("keeps only the hash of the link, for seven days", async () => {
    const { tenantId, browser } = await aTenant();
    const email = anAddress();
    await invite(browser, tenantId, email);
    const token = await invitationMailedTo(email);
    const [row] = await database().select().from(invitations).where(eq(invitations.email, email));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(Number(row?.expiresAt) - Number(row?.createdAt)).toBe(7 * 86_400_000);
  });

  it("again sends a new link and makes the older one worthless, in whatever case the address is written", async () => {
    const { tenantId, browser } = await aTenant();
    const email = anAddress();
    await invite(browser, tenantId, email);
    const older = await invitationMailedTo(email);
    expect((await invite(browser, tenantId, email.toUpperCase(), "admin")).status).toBe(201);
    expect(await readInvitation(older)).toEqual({ state: "over" });
    expect(await readInvitation(await invitationMailedTo(email))).toMatchObject({ state: "open", role: "admin" });
    const { data } = await (await callTenant(browser, listRoute, tenantId, { method: "GET" })).json();
    expect(data).toHaveLength(1);
  });

  it("is for owner and admin, who have confirmed their own address, and names nobody as an owner", async () => {
    const { tenantId, browser } = await aTenant();
    for (const role of ["billing", "member"] as const) {
      const member = await aMemberOf(tenantId, role);
      expect(await outcomeOf(await invite(member.browser, tenantId, anAddress()))).toBe("403 forbidden");
      expect((await callTenant(member.browser, listRoute, tenantId, { method: "GET" })).status).toBe(403);
    }
    expect(await outcomeOf(await invite(browser, tenantId, anAddress(), "owner"))).toBe("400 invalid_request");
    const unverified = await aTenant({ verified: false });
    const refused = await invite(unverified.browser, unverified.tenantId, anAddress());
    expect(await outcomeOf(refused)).toBe("403 email_not_verified");
    const stranger = await aTenant();
    expect(await outcomeOf(await invite(stranger.browser, tenantId, anAddress()))).toBe("404 not_found");
  });

  it("is refused for a member, and floods no mailbox", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "starter" } });
    const member = await aMemberOf(tenantId, "member");
    expect(await outcomeOf(await invite(browser, tenantId, member.email))).toBe("409 already_member");
    const email = anAddress();
    for (let count = 0; count < 5; count++) expect((await invite(browser, tenantId, email)).status).toBe(201);
    expect((await invite(browser, tenantId, email)).status).toBe(429);
    expect(await database().select().from(mails).where(eq(mails.recipient, email))).toHaveLength(5);
  });

  it("G19: promises no seat that the plan has not got, and says where more are to be had", async () => {
    const { tenantId, browser } = await aTenant();
    const first = anAddress();
    expect((await invite(browser, tenantId, first)).status).toBe(201);
    const refused = await invite(browser, tenantId, anAddress());
    expect(await refused.json()).toMatchObject({
      code: "quota_reached",
      upgrade_url: expect.stringContaining("/upgrade"),
    });
    // The promised one may be renewed, and given to somebody else.
    expect((await invite(browser, tenantId, first)).status).toBe(201);
    const { data } = await (await callTenant(browser, listRoute, tenantId, { method: "GET" })).json();
    const params = { invitation_id: data[0].id };
    expect((await callTenant(browser, revokeRoute, tenantId, { method: "DELETE", params })).status).toBe(204);
    expect((await invite(browser, tenantId, anAddress())).status).toBe(201);
  });

  it("is announced and can be taken back, by its own workspace alone", async () => {
    const { tenantId, browser } = await aTenant();
    const email = anAddress();
    const { id }: InvitationDto = await (await invite(browser, tenantId, email)).json();
    const events = await database().select().from(outboxEvents).where(eq(outboxEvents.tenantId, tenantId));
    expect(events.map(({ type }) => type)).toContain("MemberInvited");
    const other = await aTenant();
    const params = { invitation_id: id };
    const foreign = await callTenant(other.browser, revokeRoute, other.tenantId, { method: "DELETE", params });
    expect(foreign.status).toBe(404);
    const token = await invitationMailedTo(email);
    expect((await callTenant(browser, revokeRoute, tenantId, { method: "DELETE", params })).status).toBe(204);
    expect((await callTenant(browser, revokeRoute, tenantId, { method: "DELETE", params })).status).toBe(404);
    expect(await readInvitation(token)).toEqual({ state: "over" });
  });
});

describe("accepting an invitation", () => {
  it("joins in the offered role, works in that workspace from then on, and may be pressed twice", async () => {
    const { tenantId, browser } = await aTenant();
    const guest = await aTenant();
    await invite(browser, tenantId, guest.owner.user.email, "billing");
    const token = await invitationMailedTo(guest.owner.user.email);
    for (const _ of [1, 2]) {
      const answer = await accept(guest.browser, token);
      expect(await answer.json()).toEqual({ tenant_id: tenantId, name: "Ada's workspace", role: "billing" });
    }
    const me = await (await guest.browser.call(meRoute, { method: "GET" })).json();
    expect(me.tenant).toMatchObject({ id: tenantId, role: "billing" });
    expect(Object.values(await rolesIn(browser, tenantId))).toEqual(["owner", "billing"]);
  });

  it("after a sign-up through the link confirms the address as well, because only its mailbox has the link", async () => {
    const { tenantId, browser } = await aTenant();
    const [email, guest] = [anAddress(), new TestBrowser()];
    await invite(browser, tenantId, email);
    const token = await invitationMailedTo(email);
    const body = {
      name: "Grace Hopper",
      email,
      password: "seven green bottles",
      return_to: `/invitation?token=${token}`,
    };
    expect((await guest.call(signUpRoute, { body })).status).toBe(201);
    expect((await accept(guest, token)).status).toBe(200);
    const me = await (await guest.call(meRoute, { method: "GET" })).json();
    expect(me).toMatchObject({ tenant: { id: tenantId }, user: { email_verified: true } });
    expect((await findUser(me.user.id))?.emailVerifiedAt).toBeInstanceOf(Date);
  });

  it("is for the invited address alone, because mails are forwarded", async () => {
    const { tenantId, browser } = await aTenant();
    const email = anAddress();
    await invite(browser, tenantId, email);
    const other = await aTenant();
    expect(await outcomeOf(await accept(other.browser, await invitationMailedTo(email)))).toBe("403 wrong_address");
    expect((await accept(new TestBrowser(), await invitationMailedTo(email))).status).toBe(401);
    expect(Object.keys(await rolesIn(browser, tenantId))).not.toContain(other.owner.user.email);
  });

  it("is over after seven days, and a link that never was says the same", async () => {
    const { tenantId, browser } = await aTenant();
    const guest = await aTenant();
    await invite(browser, tenantId, guest.owner.user.email);
    const token = await invitationMailedTo(guest.owner.user.email);
    await database()
      .update(invitations)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(invitations.tenantId, tenantId));
    expect(await outcomeOf(await accept(guest.browser, token))).toBe("400 invalid_token");
    expect(await outcomeOf(await accept(guest.browser, "x".repeat(43)))).toBe("400 invalid_token");
    expect(await readInvitation("x".repeat(43))).toEqual(await readInvitation(token));
  });

  it("G19: takes the last seat once, however many press at the same moment", async () => {
    const { tenantId, browser } = await aTenant({ subscribedTo: { tier: "starter" } });
    const guests = await Promise.all(Array.from({ length: 4 }, () => aTenant()));
    for (const { owner } of guests) await invite(browser, tenantId, owner.user.email);
    const tokens = await Promise.all(guests.map(({ owner }) => invitationMailedTo(owner.user.email)));
    // Two of five seats are gone by other ways since the mails were sent.
    for (const _ of [1, 2]) await aMemberOf(tenantId, "member");
    const answers = await Promise.all(guests.map((guest, index) => accept(guest.browser, tokens[index] ?? "")));
    const outcomes = await Promise.all(answers.map(outcomeOf));
    expect(outcomes.sort()).toEqual(["200", "200", "402 quota_reached", "402 quota_reached"]);
    expect(Object.keys(await rolesIn(browser, tenantId))).toHaveLength(5);
  });
});
