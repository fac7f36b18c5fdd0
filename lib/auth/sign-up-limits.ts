import { AppError } from "@/lib/errors";
import { limitOfAddress, type RateLimit, takeRate } from "@/lib/http/rate-limit";

const HOUR = 3600;
const ACCOUNTS: RateLimit = { name: "sign-up", points: 200, seconds: HOUR };
const TAKEN: RateLimit = { name: "sign-up-taken", points: 10, seconds: HOUR };

/** Runs a sign-up under the limits of its address: many accounts (an office signs up together), few taken e-mail addresses. */
export async function limitSignUps<T>(ipAddress: string, run: () => Promise<T>): Promise<T> {
  await takeRate(limitOfAddress(ACCOUNTS, ipAddress), ipAddress);
  try {
    return await run();
  } catch (error) {
    // "Taken" tells who has an account; nobody needs to hear it about more than a few addresses.
    if (error instanceof AppError && error.code === "email_taken")
      await takeRate(limitOfAddress(TAKEN, ipAddress), ipAddress);
    throw error;
  }
}
