import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** What a local installation makes up for itself; nothing of it is worth anything elsewhere. */
export interface LocalSecrets {
  readonly authSecret: string;
  /** The part after `sk_test_` and `pk_test_`: an account of its own at the local Stripe. */
  readonly stripeAccount: string;
  /** Signing secrets of webhook endpoints at the local Stripe, by endpoint id. */
  readonly webhookSecrets: Readonly<Record<string, string>>;
}

function fileOf(dataDir: string): string {
  return path.join(dataDir, "secrets.json");
}

function write(dataDir: string, secrets: LocalSecrets): void {
  const file = fileOf(dataDir);
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

/** The secrets of this data folder, made at first use and readable by this user alone. */
export function localSecrets(dataDir: string): LocalSecrets {
  const file = fileOf(dataDir);
  const kept: Partial<LocalSecrets> = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  const secrets: LocalSecrets = {
    authSecret: kept.authSecret ?? randomBytes(32).toString("base64url"),
    stripeAccount: kept.stripeAccount ?? randomBytes(12).toString("hex"),
    webhookSecrets: kept.webhookSecrets ?? {},
  };
  if (JSON.stringify(kept) !== JSON.stringify(secrets)) write(dataDir, secrets);
  return secrets;
}

/** Keeps the signing secret of the one endpoint in use; Stripe tells it only once, at creation. */
export function keepWebhookSecret(dataDir: string, endpointId: string, secret: string): void {
  write(dataDir, { ...localSecrets(dataDir), webhookSecrets: { [endpointId]: secret } });
}
