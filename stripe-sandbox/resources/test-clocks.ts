import type { Account } from "../account";
import { createClock, customersOf, runClock } from "../billing/advance";
import { addIntervals } from "../engine/calendar";
import { emit } from "../events/emit";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { TestClock } from "../store/wire";
import type { World } from "../world";

function requireClock(account: Account, id: string): TestClock {
  const clock = account.testClocks.find(id);
  if (!clock) throw noSuch("test clock", id, "test_clock");
  return clock;
}

/** How far a clock may go in one step: two intervals of its shortest subscription, two years without one. */
function furthest(account: Account, clock: TestClock): number {
  const limits = customersOf(account, clock.id).flatMap((customer) =>
    account.subscriptions
      .of(customer)
      .flatMap((row) =>
        row.items.data.map((item) =>
          addIntervals(
            clock.frozen_time,
            item.price.recurring?.interval ?? "month",
            2 * (item.price.recurring?.interval_count ?? 1),
          ),
        ),
      ),
  );
  return Math.min(addIntervals(clock.frozen_time, "year", 2), ...limits);
}

function advance(world: World, account: Account, id: string, to: number): TestClock {
  const clock = requireClock(account, id);
  if (clock.status === "advancing") {
    throw invalidRequest("Test clock advancement underway - cannot advance a clock that is still advancing.", {
      code: "test_clock_advancing",
    });
  }
  if (to <= clock.frozen_time) {
    throw invalidRequest("New test clock frozen time must be after the current frozen time.", { param: "frozen_time" });
  }
  if (to > furthest(account, clock)) {
    throw invalidRequest(
      "You cannot advance a test clock more than two intervals from the current frozen time based on the shortest subscription interval in the test clock.",
      { param: "frozen_time" },
    );
  }
  const advancing = account.testClocks.update(id, {
    status: "advancing",
    status_details: { advancing: { target_frozen_time: to } },
  });
  emit(world, account, "test_helpers.test_clock.advancing", advancing);
  setImmediate(() => {
    if (account.testClocks.find(id)?.status === "advancing") runClock(world, account, id, to);
  });
  return advancing;
}

function remove(world: World, account: Account, id: string): object {
  const clock = requireClock(account, id);
  for (const customer of customersOf(account, id)) {
    for (const row of account.subscriptions.of(customer)) account.subscriptions.delete(row.id);
    account.customers.delete(customer);
  }
  account.testClocks.delete(id);
  emit(world, account, "test_helpers.test_clock.deleted", clock);
  return { id, object: "test_helpers.test_clock", deleted: true };
}

export const testClockEndpoints: Endpoint[] = [
  post(
    "/v1/test_helpers/test_clocks",
    { frozen_time: p.integer, name: p.text, customer: p.refused, expand: p.expand },
    ({ world, account, params }) =>
      createClock(world, account, {
        frozenTime: p.required(params.frozen_time, "frozen_time"),
        name: params.name ?? null,
      }),
  ),
  get("/v1/test_helpers/test_clocks", p.LIST, ({ account, params }) =>
    page(account.testClocks.newestFirst(), params, "/v1/test_helpers/test_clocks", "test clock"),
  ),
  get("/v1/test_helpers/test_clocks/:id", p.NOTHING, ({ account, id }) => requireClock(account, id)),
  post(
    "/v1/test_helpers/test_clocks/:id/advance",
    { frozen_time: p.integer, expand: p.expand },
    ({ world, account, id, params }) => advance(world, account, id, p.required(params.frozen_time, "frozen_time")),
  ),
  del("/v1/test_helpers/test_clocks/:id", {}, ({ world, account, id }) => remove(world, account, id)),
];
