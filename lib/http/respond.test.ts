import { expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { respond } from "./respond";

const request = new Request("http://localhost:3000/api/v1/x");

async function answerTo(error: Error) {
  const logged = vi.spyOn(logger(), "error");
  const response = await respond(request, () => Promise.reject(error));
  return { status: response.status, body: await response.text(), logged };
}

it("logs why the payment service could not be reached, and tells the caller nothing of it, since only we can mend it", async () => {
  const cause = new Error("connect ECONNREFUSED 10.0.0.7:443");
  const error = new AppError("billing_unavailable", "Try again in a minute.", { cause });
  const { status, body, logged } = await answerTo(error);
  expect(status).toBe(503);
  expect(logged).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ err: error }), "request not answered");
  expect(error.cause).toBe(cause);
  expect(body).not.toContain("10.0.0.7");
});

it("logs no refusal as an error, because a wrong password is no alarm", async () => {
  const { status, logged } = await answerTo(new AppError("wrong_credentials", "Wrong."));
  expect(status).toBe(401);
  expect(logged).not.toHaveBeenCalled();
});

it("answers an unexpected error by a 500 that says nothing of it", async () => {
  const { status, body, logged } = await answerTo(new Error("secret detail"));
  expect(status).toBe(500);
  expect(body).not.toContain("secret detail");
  expect(logged).toHaveBeenCalledOnce();
});
