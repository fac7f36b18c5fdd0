import type { Account } from "../account";
import { emit } from "../events/emit";
import { isDeleted } from "../resources/visible";
import { newId } from "../store/ids";
import type { TestClock } from "../store/wire";
import { transact } from "../transact";
import { now, type World, wallSeconds } from "../world";
import { Agenda } from "./agenda";
import { customerDues, earliest } from "./dues";
import { runDue } from "./run-due";

/** The customers whose time a clock holds. */
export function customersOf(account: Account, clockId: string): string[] {
  return account.customers.of(clockId).map((customer) => customer.id);
}

/** Moves a clock step by step to a time, doing at each moment what is due then. */
export function runClock(world: World, account: Account, clockId: string, to: number): TestClock {
  runClocks(world, account, [{ clockId, to }]);
  return account.testClocks.get(clockId);
}

/** Moves several clocks; what is due for all their customers happens in the order of its time. */
export function runClocks(world: World, account: Account, targets: readonly { clockId: string; to: number }[]): void {
  const agenda = new Agenda();
  const startedAt = new Map(
    targets.map(({ clockId }) => [clockId, account.testClocks.get(clockId).frozen_time] as const),
  );
  const travellers = new Map<string, { clockId: string; to: number }>();
  for (const target of targets) {
    for (const customer of customersOf(account, target.clockId)) {
      travellers.set(customer, target);
      agenda.plan(customer, earliest(customerDues(account, customer)));
    }
  }
  for (let next = agenda.take(); next !== null; next = agenda.take()) {
    const { customer, due } = next;
    const target = travellers.get(customer);
    if (!target || due.at > target.to) continue;
    transact(world, account, null, () => {
      const at = Math.max(account.testClocks.get(target.clockId).frozen_time, due.at);
      account.testClocks.update(target.clockId, { frozen_time: at });
      runDue(world, account, due, at);
    });
    agenda.plan(customer, earliest(customerDues(account, customer)));
  }
  for (const { clockId, to } of targets) {
    const spanMs = (to - (startedAt.get(clockId) ?? to)) * 1000;
    arrive(world, account, clockId, to, spanMs);
  }
}

function arrive(world: World, account: Account, clockId: string, to: number, spanMs: number): void {
  transact(world, account, null, () => {
    world.deliveries?.pass(account, new Set(customersOf(account, clockId)), spanMs);
    const ready = account.testClocks.update(clockId, { frozen_time: to, status: "ready", status_details: {} });
    emit(world, account, "test_helpers.test_clock.ready", ready);
  });
}

/** A new clock that stands at a time. */
export function createClock(
  world: World,
  account: Account,
  input: { frozenTime: number; name: string | null },
): TestClock {
  const created = wallSeconds(world);
  const clock = account.testClocks.insert({
    id: newId("clock"),
    object: "test_helpers.test_clock",
    created,
    deletes_after: created + 30 * 86_400,
    frozen_time: input.frozenTime,
    livemode: false,
    name: input.name,
    status: "ready",
    status_details: {},
  });
  emit(world, account, "test_helpers.test_clock.created", clock);
  return clock;
}

/** Puts a customer and what it owns under a clock. */
export function attachClock(account: Account, customerId: string, clockId: string): void {
  account.customers.update(customerId, { test_clock: clockId });
  for (const row of account.subscriptions.of(customerId)) account.subscriptions.update(row.id, { test_clock: clockId });
  for (const row of account.invoices.of(customerId)) account.invoices.update(row.id, { test_clock: clockId });
}

/** Moves one customer's time, without the limits of test clocks; a customer of real time gets a clock first. */
export function advanceCustomer(world: World, account: Account, customerId: string, to: number): TestClock {
  const customer = account.customers.get(customerId);
  const clockId =
    customer.test_clock ??
    transact(world, account, null, () => {
      const frozenTime = now(world, account, customerId);
      const clock = createClock(world, account, { frozenTime, name: `Time machine of ${customerId}` });
      attachClock(account, customerId, clock.id);
      return clock.id;
    });
  return runClock(world, account, clockId, to);
}

/** Moves all customers of an account by the same span; those of real time share one new clock. */
export function advanceAll(world: World, account: Account, spanSeconds: number): { customers: number; now: number } {
  const rows = [...account.customers.values()].filter((row) => !isDeleted(row));
  const free = rows.filter((row) => !row.test_clock);
  if (free.length > 0) {
    transact(world, account, null, () => {
      const clock = createClock(world, account, { frozenTime: wallSeconds(world), name: "Time machine" });
      for (const row of free) attachClock(account, row.id, clock.id);
    });
  }
  const clocks = [...account.testClocks.values()].filter((clock) => account.customers.of(clock.id).length > 0);
  const targets = clocks.map((clock) => ({ clockId: clock.id, to: clock.frozen_time + spanSeconds }));
  runClocks(world, account, targets);
  return { customers: rows.length, now: Math.max(wallSeconds(world), ...targets.map((target) => target.to)) };
}
