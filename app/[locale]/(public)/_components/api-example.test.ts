import { describe, expect, it } from "vitest";
import { checkoutRequestSchema, checkoutSchema } from "@/lib/contracts/checkout";
import { invalidRequest, problemResponse } from "@/lib/http/problem";
import { CHECKOUT_REQUEST, CHECKOUT_RESPONSE, PRICE_REFUSAL } from "./api-example";

describe("the landing page's purchase over the API", () => {
  it("is a request and an answer of the contract, since people copy what they see", () => {
    expect(checkoutRequestSchema.parse(CHECKOUT_REQUEST.body)).toEqual(CHECKOUT_REQUEST.body);
    expect(checkoutSchema.parse(CHECKOUT_RESPONSE.body)).toEqual(CHECKOUT_RESPONSE.body);
  });

  it("shows the very refusal that a price from the client is answered with (G23)", async () => {
    const { error } = checkoutRequestSchema.safeParse({ ...CHECKOUT_REQUEST.body, price: "price_1" });
    if (!error) throw new Error("a price was accepted");
    const refusal = problemResponse(invalidRequest(error), PRICE_REFUSAL.body.request_id);
    expect(PRICE_REFUSAL.line).toBe(`HTTP/1.1 ${refusal.status} Bad Request`);
    expect(await refusal.json()).toEqual(PRICE_REFUSAL.body);
  });
});
