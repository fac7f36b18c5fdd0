import type { Executor } from "@/db/client";
import { sessions } from "@/db/schema/identity";
import { addMs, wallNow } from "@/lib/clock";
import { clientAddress } from "@/lib/http/rate-limit";
import { newId, type SessionId, type UserId } from "@/lib/ids";
import { SESSION_LIFE_MS } from "./session";

/** Where a sign-in comes from, so that people recognise their own sessions. */
export interface Device {
  userAgent: string | null;
  ipAddress: string;
}

/** The device that sends these headers. */
export function deviceOf(headers: Headers): Device {
  return {
    userAgent: headers.get("user-agent")?.slice(0, 400) ?? null,
    ipAddress: clientAddress(headers).slice(0, 64),
  };
}

/** Opens a session of 30 days, which every use renews. */
export async function openSession(db: Executor, userId: UserId, device: Device): Promise<SessionId> {
  const now = wallNow();
  const id = newId<SessionId>();
  await db
    .insert(sessions)
    .values({ id, userId, createdAt: now, lastSeenAt: now, expiresAt: addMs(now, SESSION_LIFE_MS), ...device });
  return id;
}
