import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { limitFailures } from "./sign-in-limits";

const refusal = new AppError("wrong_credentials", "Wrong.");

function guess(account: string, ipAddress: string, result: "right" | null = null): Promise<string> {
  return limitFailures({ account, ipAddress, refusal }, async () => result);
}

it("stops guesses at one account from ever new addresses after thirty in an hour, because addresses are cheap", async () => {
  for (let count = 0; count < 30; count++)
    await expect(guess("many@example.com", `198.51.100.${count}`)).rejects.toBe(refusal);
  const next = guess("Many@Example.com", "203.0.113.1", "right");
  await expect(next).rejects.toMatchObject({ code: "rate_limited" });
  await expect(guess("other@example.com", "203.0.113.1", "right")).resolves.toBe("right");
});

it("keeps counting strangers while the owner signs in, so that his success gives them no fresh tries", async () => {
  for (let count = 0; count < 29; count++)
    await expect(guess("owner@example.com", `198.51.101.${count}`)).rejects.toBe(refusal);
  for (let count = 0; count < 40; count++)
    await expect(guess("owner@example.com", "203.0.113.2", "right")).resolves.toBe("right");
  await expect(guess("owner@example.com", "198.51.101.40")).rejects.toBe(refusal);
  await expect(guess("owner@example.com", "198.51.101.41")).rejects.toMatchObject({ code: "rate_limited" });
});

it("never lets one address use up an account's hour, so that one stranger does not lock the owner out", async () => {
  for (let count = 0; count < 5; count++) await expect(guess("one@example.com", "198.51.102.1")).rejects.toBe(refusal);
  for (let count = 0; count < 20; count++)
    await expect(guess("one@example.com", "198.51.102.1")).rejects.toMatchObject({ code: "rate_limited" });
  await expect(guess("one@example.com", "203.0.113.3", "right")).resolves.toBe("right");
});
