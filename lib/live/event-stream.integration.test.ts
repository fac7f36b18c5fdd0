import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as events } from "@/app/api/v1/tenants/[tenant_id]/events/route";
import { announceTenantChange } from "@/db/queries/announce";
import { memberships } from "@/db/schema/tenants";
import { signOut } from "@/lib/auth/sign-out";
import { database } from "@/lib/database";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import type { TenantId } from "@/lib/ids";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { stopListening } from "./tenant-changes";

const HEARTBEAT_MS = 20_000;

withWorld();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(stopListening);

/** What the stream has said until now, and whether it ended. */
interface Heard {
  text: string;
  isOver: boolean;
}

async function follow(browser: TestBrowser, tenantId: TenantId): Promise<Heard> {
  const response = await browser.call(events, { method: "GET", params: { tenant_id: tenantId } });
  expect(response.status).toBe(200);
  const heard: Heard = { text: "", isOver: false };
  const sink = new WritableStream<string>({
    write: (text) => {
      heard.text += text;
    },
    close: () => {
      heard.isOver = true;
    },
  });
  void response.body?.pipeThrough(new TextDecoderStream()).pipeTo(sink);
  await vi.waitFor(() => expect(heard.text).toContain("event: ready"));
  return heard;
}

async function heartbeat(...streams: Heard[]): Promise<void> {
  const before = streams.map(({ text }) => text.length);
  vi.advanceTimersByTime(HEARTBEAT_MS);
  await vi.waitFor(() => {
    for (const [index, { text }] of streams.entries()) expect(text.length).toBeGreaterThan(before[index] ?? 0);
  });
}

describe("G16: open tabs hear of changes, and only those that may", () => {
  it("G16: a signed-out session's stream ends while the others go on, because it would tell strangers", async () => {
    const { tenantId, browser } = await aTenant();
    const other = await aTenant();
    await database().insert(memberships).values({ tenantId, userId: other.owner.user.id, role: "member" });
    const mine = await follow(browser, tenantId);
    const theirs = await follow(other.browser, tenantId);
    await heartbeat(mine, theirs);
    await signOut(new Headers({ cookie: browser.cookieHeader() }));
    await heartbeat(theirs);
    await vi.waitFor(() => expect(mine.isOver).toBe(true));

    await announceTenantChange(database(), tenantId, "webhook");
    await vi.waitFor(() => expect(theirs.text).toContain('event: change\ndata: {"cause":"webhook"}'));
    expect(theirs.isOver).toBe(false);
  });

  it("G16: the stream of somebody who has left the workspace ends, because he sees it no more", async () => {
    const { tenantId } = await aTenant();
    const { owner, browser } = await aTenant();
    const userId = owner.user.id;
    await database().insert(memberships).values({ tenantId, userId, role: "member" });
    const heard = await follow(browser, tenantId);
    await database()
      .delete(memberships)
      .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
    vi.advanceTimersByTime(HEARTBEAT_MS);
    await vi.waitFor(() => expect(heard.isOver).toBe(true));
  });

  it("G16: a session's eleventh stream ends its oldest, because each of them costs a connection", async () => {
    const { tenantId, browser } = await aTenant();
    const streams: Heard[] = [];
    for (let count = 0; count < 11; count += 1) streams.push(await follow(browser, tenantId));
    await vi.waitFor(() => expect(streams[0]?.isOver).toBe(true));
    expect(streams[0]?.text).toContain("retry: 60000");
    expect(streams.slice(1).some(({ isOver }) => isOver)).toBe(false);
  });
});
