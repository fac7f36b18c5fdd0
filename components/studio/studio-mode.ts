import type { BillingStateDto } from "@/lib/contracts/subscription";

/** What the Studio's form shows: itself, or why it can't be used now. */
export type StudioMode =
  | { kind: "ready" }
  | { kind: "unverified" }
  | { kind: "readOnly"; isPaused: boolean }
  | { kind: "suspended" }
  | { kind: "outOfCredits" };

/** Chooses by what stands in the way for longest: upgrading would help nobody whose workspace is read-only. */
export function studioMode({ access, credits }: BillingStateDto, emailVerified: boolean): StudioMode {
  if (access.mode === "none") return { kind: "suspended" };
  if (access.mode === "read_only") return { kind: "readOnly", isPaused: access.reason === "paused" };
  if (!emailVerified) return { kind: "unverified" };
  if (!credits.unlimited && credits.balance < 1) return { kind: "outOfCredits" };
  return { kind: "ready" };
}
