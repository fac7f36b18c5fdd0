import { createHash } from "node:crypto";
import { BlockList, isIP } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { peerAddress } from "./peer-address";

/** So many calls in so many seconds, counted per key. */
export interface RateLimit {
  name: string;
  points: number;
  seconds: number;
}

const limiters = new Map<string, RateLimiterMemory>();

function limiterOf({ name, points, seconds }: RateLimit): RateLimiterMemory {
  const known = limiters.get(name);
  if (known) return known;
  const made = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  limiters.set(name, made);
  return made;
}

const MAX_KEY_LENGTH = 64;

// Keys come from outside: none may cost more memory than a hash, and no two may become one by cutting.
function boundedKey(key: string): string {
  return key.length <= MAX_KEY_LENGTH ? key : createHash("sha256").update(key).digest("hex");
}

/** Takes one point or refuses with `rate_limited` and the seconds to wait. */
export async function takeRate(limit: RateLimit, key: string): Promise<void> {
  try {
    await limiterOf(limit).consume(boundedKey(key));
  } catch (cause) {
    if (!(cause instanceof RateLimiterRes)) throw cause;
    const retryAfterSeconds = Math.max(1, Math.ceil(cause.msBeforeNext / 1000));
    throw new AppError("rate_limited", `Too many tries. Wait ${retryAfterSeconds} seconds.`, {
      retryAfterSeconds,
      cause,
    });
  }
}

/** Gives the points back, for limits that count failures only. */
export async function forgetRate(limit: RateLimit, key: string): Promise<void> {
  await limiterOf(limit).delete(boundedKey(key));
}

/** Gives one point back: what was taken in advance turned out not to count. */
export async function giveBackRate(limit: RateLimit, key: string): Promise<void> {
  await limiterOf(limit).reward(boundedKey(key), 1);
}

// What the list of sessions does not show, since it names no place.
const UNKNOWN = "local";

/**
 * The caller's address. Headers are believed only behind a proxy of ours (TRUST_PROXY), and of X-Forwarded-For only the
 * last part, which that proxy added itself; otherwise it is the connection's own address.
 */
export function clientAddress(headers: Headers): string {
  const peer = peerAddress(headers);
  const address = (env().TRUST_PROXY ? addressFromProxy(headers, peer) : null) ?? peer ?? UNKNOWN;
  return address.slice(0, MAX_KEY_LENGTH);
}

function addressFromProxy(headers: Headers, peer: string | null): string | null {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  const real = headers.get("x-real-ip")?.trim();
  // Next writes the proxy's own address where the proxy wrote nothing; then X-Real-IP knows more.
  const isFilledByNext = forwarded?.replace(/^::ffff:/i, "") === peer;
  return (isFilledByNext ? real || forwarded : forwarded || real) || null;
}

const SHARED_FACTOR = 20;
const NETWORKS = new BlockList();
for (const [network, prefix] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  NETWORKS.addSubnet(network, prefix, "ipv4");
NETWORKS.addAddress("::1", "ipv6");
NETWORKS.addSubnet("fc00::", 7, "ipv6");
NETWORKS.addSubnet("fe80::", 10, "ipv6");

/** Whether many people may stand behind the address: a proxy that we were not told of, or no address at all. */
function isShared(address: string): boolean {
  if (address === UNKNOWN) return true;
  if (env().TRUST_PROXY) return false;
  const version = isIP(address);
  return version !== 0 && NETWORKS.check(address, version === 4 ? "ipv4" : "ipv6");
}

/**
 * The limit as it holds for one address: wider where the address may be everybody's, so that one stranger does not use
 * up a whole small site's tries. Limits of accounts hold as they are.
 */
export function limitOfAddress(limit: RateLimit, address: string): RateLimit {
  if (!isShared(address)) return limit;
  return { ...limit, name: `${limit.name}-shared`, points: limit.points * SHARED_FACTOR };
}
