import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { registrations } from "@/db/schema/registrations";
import { tenants } from "@/db/schema/tenants";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { RegistrationId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { enterCard } from "@/lib/testing/enter-card";
import { withWorld } from "@/lib/testing/world";
import { sweepRegistrations } from "./sweep-registrations";
import { aRegistration, completeIt, type TestRegistration } from "./testing/a-registration";

withWorld();

const byId = ({ stateId }: TestRegistration) => eq(registrations.id, stateId as RegistrationId);

async function rowOf(registration: TestRegistration) {
  const [row] = await database().select().from(registrations).where(byId(registration));
  if (!row) throw new Error("no registration");
  return row;
}

async function anInterrupted(): Promise<TestRegistration> {
  const registration = await aRegistration();
  await enterCard(registration.setupIntentId);
  await completeIt(registration);
  const createdAt = addMs(wallNow(), -DAY_MS / 24);
  await database().update(registrations).set({ state: "completing", createdAt }).where(byId(registration));
  return registration;
}

async function aForgotten(): Promise<TestRegistration> {
  const registration = await aRegistration();
  await database()
    .update(registrations)
    .set({ expiresAt: addMs(wallNow(), -1000) })
    .where(byId(registration));
  return registration;
}

describe("one registration that can't be finished keeps no other from its end, because a sweep serves them all", () => {
  it("goes on behind one that fails, and says that it failed", async () => {
    const broken = await anInterrupted();
    await stripe().customers.del((await rowOf(broken)).stripeCustomerId ?? "");
    const good = await anInterrupted();
    const forgotten = await aForgotten();
    await expect(sweepRegistrations()).rejects.toThrow();
    expect(await rowOf(good)).toMatchObject({ state: "complete" });
    expect(await rowOf(forgotten)).toMatchObject({ state: "expired", cleanedAt: expect.any(Date) });
    await database().delete(registrations).where(byId(broken));
  });

  it("G11: leaves alone one whose workspace was deleted since: there is nothing to be billed any more", async () => {
    const deleted = await anInterrupted();
    const { tenantId, stripeCustomerId } = await rowOf(deleted);
    if (!tenantId) throw new Error("no workspace");
    await stripe().customers.del(stripeCustomerId ?? "");
    await database().delete(tenants).where(eq(tenants.id, tenantId));
    await sweepRegistrations();
  });
});
