import type Stripe from "stripe";
import { askStripe, isRefusal } from "./client";

interface ScheduledItem {
  stripeSubscriptionId: string;
  stripePriceId: string;
  quantity: number;
  interval: "monthly" | "yearly";
  /** Made of a stored id: a repeated call makes no second schedule. */
  idempotencyKey: string;
}

const STRIPE_INTERVAL = { monthly: "month", yearly: "year" } as const;

type Phase = Stripe.SubscriptionSchedule.Phase;
type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase;

const idOf = (reference: string | { id: string } | null) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

/**
 * Puts a change off to the end of the paid period: one phase with what there is until then, one with what comes, and
 * then the subscription goes on by itself. A change that was scheduled before is replaced.
 * https://docs.stripe.com/billing/subscriptions/subscription-schedules/use-cases
 */
export async function scheduleChange(wanted: ScheduledItem): Promise<void> {
  await askStripe(async (sdk) => {
    const subscription = await sdk.subscriptions.retrieve(wanted.stripeSubscriptionId);
    const known = idOf(subscription.schedule);
    const schedule = known
      ? await sdk.subscriptionSchedules.retrieve(known)
      : await sdk.subscriptionSchedules.create(
          { from_subscription: subscription.id },
          { idempotencyKey: wanted.idempotencyKey },
        );
    const start = schedule.current_phase?.start_date;
    const current = schedule.phases.find((phase) => phase.start_date === start) ?? schedule.phases[0];
    if (!current) throw new Error(`schedule ${schedule.id} has no phases`);
    await sdk.subscriptionSchedules.update(schedule.id, {
      end_behavior: "release",
      proration_behavior: "none",
      phases: [currentPhase(current), nextPhase(current, wanted)],
    });
  });
}

function currentPhase(phase: Phase): PhaseParams {
  return {
    start_date: phase.start_date,
    end_date: phase.end_date,
    items: phase.items.map(({ price, quantity }) => ({ price: idOf(price) ?? undefined, quantity })),
    ...kept(phase),
  };
}

function nextPhase(phase: Phase, { stripePriceId, quantity, interval }: ScheduledItem): PhaseParams {
  return {
    items: [{ price: stripePriceId, quantity }],
    proration_behavior: "none",
    duration: { interval: STRIPE_INTERVAL[interval], interval_count: 1 },
    ...kept(phase),
  };
}

/** What a phase would lose by being named anew. */
function kept(phase: Phase): Pick<PhaseParams, "collection_method" | "default_payment_method" | "discounts"> {
  const discounts = phase.discounts.flatMap(({ discount }) => {
    const id = idOf(discount);
    return id ? [{ discount: id }] : [];
  });
  return {
    ...(phase.collection_method ? { collection_method: phase.collection_method } : {}),
    ...(phase.default_payment_method
      ? { default_payment_method: idOf(phase.default_payment_method) ?? undefined }
      : {}),
    ...(discounts.length > 0 ? { discounts } : {}),
  };
}

/** Takes a scheduled change back: the subscription goes on as it is. One that is over already stays so. */
export async function releaseSchedule(stripeScheduleId: string): Promise<void> {
  await askStripe(async (sdk) => {
    const schedule = await sdk.subscriptionSchedules.retrieve(stripeScheduleId);
    if (schedule.status !== "active" && schedule.status !== "not_started") return;
    await sdk.subscriptionSchedules.release(stripeScheduleId).catch((error: unknown) => {
      // Released by another request in between.
      if (!isRefusal(error)) throw error;
    });
  });
}

/** Takes back whatever change is scheduled on the subscription, as Stripe knows it now. */
export async function releaseAnySchedule(stripeSubscriptionId: string): Promise<void> {
  const subscription = await askStripe((sdk) => sdk.subscriptions.retrieve(stripeSubscriptionId));
  const schedule = idOf(subscription.schedule);
  if (schedule) await releaseSchedule(schedule);
}
