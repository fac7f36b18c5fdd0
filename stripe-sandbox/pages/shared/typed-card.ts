import type { CardEntry } from "../../checkout/views";

/** The card as the form sends it (`12 / 34`), or undefined when no number was typed; the core checks the rest. */
export function typedCard(body: Record<string, string>): CardEntry | undefined {
  const digits = (body.number ?? "").replace(/\D/g, "");
  if (digits === "") return undefined;
  const expiry = (body.expiry ?? "").replace(/\D/g, "");
  const year = Number(expiry.slice(2));
  return {
    number: digits,
    expMonth: Number(expiry.slice(0, 2)),
    expYear: expiry.length === 4 ? 2000 + year : year,
    cvc: (body.cvc ?? "").trim(),
  };
}
