import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { debitReferenceOf, isDebitReference, normalReference, REFERENCE_BYTES } from "./debit-reference";

const random = fc.uint8Array({ minLength: REFERENCE_BYTES, maxLength: REFERENCE_BYTES });

describe("a debit reference survives banks and people, because money without one finds nobody", () => {
  it("is a creditor reference by ISO 11649 for any random bytes", () => {
    expect(isDebitReference("RF18539007547034")).toBe(true);
    fc.assert(fc.property(random, (bytes) => isDebitReference(debitReferenceOf(bytes))));
  });

  it("tells every single mistyped digit, because a neighbour's subscription must not be paid by it", () => {
    fc.assert(
      fc.property(random, fc.nat({ max: REFERENCE_BYTES - 1 }), fc.constantFrom(..."0123456789"), (bytes, at, char) => {
        const reference = debitReferenceOf(bytes);
        const mistyped = `${reference.slice(0, 4 + at)}${char}${reference.slice(5 + at)}`;
        expect(isDebitReference(mistyped)).toBe(mistyped === reference);
      }),
    );
  });

  it("is read as it is printed on forms: in blocks, in any case", () => {
    expect(normalReference("rf18 5390 0754 7034")).toBe("RF18539007547034");
  });
});
