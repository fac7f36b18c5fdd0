import { expect } from "vitest";

/** A page as a browser without scripts sees it. */
export async function open(address: string, headers: Record<string, string> = {}) {
  const response = await fetch(address, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Posts a form as a browser without scripts does; the redirect is not followed. */
export async function submit(address: string, fields: Record<string, string>) {
  const response = await fetch(address, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: response.status, location: response.headers.get("location") ?? "", text: await response.text() };
}

/** Posts as the page's script does, and reads the outcome. */
export async function send(address: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(address, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  return response.json();
}

/** Card inputs as the form sends them. */
export function cardOf(number: string): Record<string, string> {
  return { number, expiry: "12 / 40", cvc: "123", name: "Jenny Rosen", country: "US", postal_code: "10001" };
}

/** The address of a hosted page, which the API must have given. */
export function addressOf(url: string | null | undefined): string {
  expect(url).toBeTruthy();
  return url ?? "";
}

/** The challenge's address out of an outcome. */
export function challengeOf(outcome: Record<string, unknown>): string {
  expect(outcome).toMatchObject({ kind: "requires_action" });
  return String(outcome.challengeUrl);
}
