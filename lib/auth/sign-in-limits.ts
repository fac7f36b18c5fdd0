import type { AppError } from "@/lib/errors";
import { forgetRate, giveBackRate, limitOfAddress, type RateLimit, takeRate } from "@/lib/http/rate-limit";

const QUARTER_HOUR = 15 * 60;
const HOUR = 60 * 60;
const PER_PERSON: RateLimit = { name: "sign-in-person", points: 5, seconds: QUARTER_HOUR };
const PER_ADDRESS: RateLimit = { name: "sign-in-address", points: 30, seconds: QUARTER_HOUR };
// More than one address can use up in an hour (4 × 5), so that locking an owner out takes more than one machine.
const PER_ACCOUNT: RateLimit = { name: "sign-in-account", points: 30, seconds: HOUR };

/**
 * Runs a password check under the limits: 5 failures in 15 minutes for one account from one address, 30 for one address
 * over all accounts, and 30 in an hour for one account over all addresses, because addresses are cheap. The points are
 * taken before the check, so that guesses sent at the same time count as well, and given back when the password is right.
 */
export async function limitFailures<T>(
  { account, ipAddress, refusal }: { account: string; ipAddress: string; refusal: AppError },
  check: () => Promise<T | null>,
): Promise<T> {
  const person = account.toLowerCase();
  const personThere = `${person}|${ipAddress}`;
  const perAddress = limitOfAddress(PER_ADDRESS, ipAddress);
  await takeRate(perAddress, ipAddress);
  await takeRate(PER_PERSON, personThere);
  await takeRate(PER_ACCOUNT, person);
  const result = await check();
  if (result === null) throw refusal;
  // The owner's own success must not wipe out what strangers elsewhere have tried.
  const givenBack = [giveBackRate(perAddress, ipAddress), giveBackRate(PER_ACCOUNT, person)];
  await Promise.all([forgetRate(PER_PERSON, personThere), ...givenBack]);
  return result;
}
