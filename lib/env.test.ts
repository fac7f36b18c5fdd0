import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

const PRODUCTION = {
  NODE_ENV: "production",
  APP_URL: "https://billing.example.com",
  DATABASE_URL: "postgres://app@db/tierline",
  AUTH_SECRET: "x".repeat(32),
  STRIPE_SECRET_KEY: "sk_live_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
  SMTP_URL: "smtp://mail.example.com",
};

const LOCAL = {
  ...PRODUCTION,
  TIERLINE_PROFILE: "local",
  APP_URL: "http://localhost:3000",
  STRIPE_SECRET_KEY: "sk_test_abc",
  SMTP_URL: undefined,
  STRIPE_API_BASE: "http://localhost:4242",
};

describe("the settings", () => {
  it("accept a complete production set, outside the local profile by default", () => {
    expect(parseEnv(PRODUCTION).TIERLINE_PROFILE).toBe("production");
  });

  it("name everything that is missing at once, so that a first deployment is no guessing game", () => {
    const attempt = () => parseEnv({ NODE_ENV: "production" });
    for (const name of [
      "APP_URL",
      "DATABASE_URL",
      "AUTH_SECRET",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
      "SMTP_URL",
    ])
      expect(attempt).toThrow(`${name}: is missing`);
  });

  it("refuse plain http, a sandbox and a missing mail server outside the local profile", () => {
    const wrong = {
      ...PRODUCTION,
      APP_URL: "http://billing.example.com",
      SMTP_URL: "",
      STRIPE_API_BASE: "http://localhost:4242",
    };
    for (const name of ["APP_URL", "SMTP_URL", "STRIPE_API_BASE"]) expect(() => parseEnv(wrong)).toThrow(name);
  });

  it("allow all of that in the local profile, which our launcher alone sets", () => {
    expect(parseEnv(LOCAL).STRIPE_API_BASE).toBe("http://localhost:4242");
  });

  it.each([
    ["STRIPE_SECRET_KEY", "sk_live_abc"],
    ["STRIPE_SECRET_KEY", "rk_live_abc"],
    ["APP_URL", "https://billing.example.com"],
    ["APP_URL", "http://192.168.1.20:3000"],
    ["APP_URL", "http://localhost.example.com"],
    ["APP_URL", "http://127.0.0.1.example.com"],
  ])(
    "refuse the local profile with %s=%s, because its open mailbox would hand accounts to strangers",
    (name, value) => {
      expect(() => parseEnv({ ...LOCAL, [name]: value })).toThrow(`${name}: `);
    },
  );

  it.each(["http://localhost:8080", "http://127.0.0.1:3000", "http://127.8.9.1", "http://[::1]:3000"])(
    "take %s for this machine",
    (url) => expect(parseEnv({ ...LOCAL, APP_URL: url }).APP_URL).toBe(url),
  );

  it("trust no proxy unless told to, because anybody can write a proxy's headers", () => {
    expect(parseEnv(PRODUCTION).TRUST_PROXY).toBeUndefined();
    expect(parseEnv({ ...PRODUCTION, TRUST_PROXY: "1" }).TRUST_PROXY).toBe(true);
  });
});
