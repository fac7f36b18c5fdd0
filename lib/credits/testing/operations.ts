import fc from "fast-check";

/** Anything that may happen to a tenant's credits; `which` points at one of the open reservations. */
export type Operation =
  | { do: "consume" | "reserve" | "pack"; quantity: number }
  | { do: "settle"; which: number; share: number }
  | { do: "release"; which: number }
  | { do: "plan"; credits: number | null }
  | { do: "wait"; days: number };

const quantity = fc.integer({ min: 1, max: 30 });
const which = fc.nat({ max: 5 });

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ do: fc.constantFrom("consume" as const, "consume" as const, "reserve" as const), quantity }),
  fc.record({ do: fc.constant("pack" as const), quantity }),
  fc.record({ do: fc.constant("settle" as const), which, share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ do: fc.constant("release" as const), which }),
  fc.record({ do: fc.constant("plan" as const), credits: fc.constantFrom(0, 10, 200, null) }),
  fc.record({ do: fc.constant("wait" as const), days: fc.nat({ max: 70 }) }),
);
