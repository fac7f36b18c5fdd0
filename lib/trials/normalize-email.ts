const GMAIL = new Set(["gmail.com", "googlemail.com"]);

/**
 * The address by which a person is known for trials: without case and without what follows a plus; Gmail's also without
 * dots and under one name. Never used to send anything.
 */
export function normalizeEmail(email: string): string {
  const address = email.trim().normalize("NFKC").toLowerCase();
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1).replace(/\.$/, "");
  const [name = ""] = address.slice(0, at).split("+");
  return GMAIL.has(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}
