import { z } from "zod";
import { isLoopbackUrl } from "@/lib/loopback";

/** The release of Stripe's API that the SDK, the webhook endpoint and the mapper share (G5). */
export const STRIPE_API_VERSION = "2026-10-28.endive";

const flag = z
  .enum(["0", "1", "true", "false"])
  .transform((value) => value === "1" || value === "true")
  .optional();

const MISSING = "is missing";
const required = () => z.string({ error: (issue) => (issue.input === undefined ? MISSING : undefined) });

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  TIERLINE_PROFILE: z.enum(["local", "production"]).default("production"),
  APP_URL: required().pipe(z.url("must be an absolute address")),
  DATABASE_URL: required().regex(/^postgres(ql)?:\/\//, "must be a postgres:// URL"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
  AUTH_SECRET: required().min(32, "must have at least 32 characters"),
  STRIPE_SECRET_KEY: required().regex(/^(sk|rk)_(test|live)_/, "must be a Stripe secret key"),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_/)
    .optional(),
  STRIPE_WEBHOOK_SECRET: required(),
  STRIPE_API_BASE: z.url().optional(),
  ALLOW_SANDBOX: flag,
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().default("Tierline <billing@tierline.example>"),
  TRUST_PROXY: flag,
  WORKER: z.enum(["internal", "external"]).default("internal"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/** Every setting of the application, parsed once; `.env.example` documents each. */
export type Env = z.infer<typeof settings>;

const OUTSIDE_LOCAL = "outside the local profile";

/** What only holds outside the local profile; asked of the raw settings, so that it is named with all the rest. */
function outsideProblems(given: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  if (given.NODE_ENV === "production" && given.APP_URL && !given.APP_URL.startsWith("https://"))
    problems.push(`APP_URL: must be https ${OUTSIDE_LOCAL}`);
  if (given.STRIPE_API_BASE && !/^(1|true)$/.test(given.ALLOW_SANDBOX ?? ""))
    problems.push(`STRIPE_API_BASE: a Stripe sandbox is refused ${OUTSIDE_LOCAL} unless ALLOW_SANDBOX=1`);
  if (!given.SMTP_URL) problems.push(`SMTP_URL: is missing; /dev/mailbox is closed ${OUTSIDE_LOCAL}`);
  return problems;
}

/** The local profile shows everybody's mails and takes cookies over http: whatever hints at other people forbids it. */
function localProblems(given: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  if (/^(sk|rk)_live_/.test(given.STRIPE_SECRET_KEY ?? ""))
    problems.push("STRIPE_SECRET_KEY: a live key is refused in the local profile, where /dev/mailbox is open");
  if (given.APP_URL && !isLoopbackUrl(given.APP_URL))
    problems.push("APP_URL: must be this machine (localhost) in the local profile, where /dev/mailbox is open");
  return problems;
}

/**
 * Reads and checks the settings; throws one error that names everything missing or wrong at once, so that
 * a first deployment is not a guessing game.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable (`SMTP_URL=` in a .env file) means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
  const problems = [...wrong, ...(given.TIERLINE_PROFILE === "local" ? localProblems(given) : outsideProblems(given))];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new Error(`Settings are missing or wrong (see .env.example):\n  ${problems.join("\n  ")}`);
}

let cached: Env | undefined;

/** The settings of this process; parsed at first use, never during a build. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** True when our launcher runs everything on this machine: sandbox, `/dev/mailbox` and http cookies are allowed. */
export function isLocalProfile(): boolean {
  return env().TIERLINE_PROFILE === "local";
}
