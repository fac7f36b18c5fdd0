import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseLogins } from "./demo";
import { readableLine } from "./log-lines";
import { freePort, isPortFree } from "./ports";
import { claimDataFolder, endLeftovers, isSameProcess, recordProcess, releaseDataFolder } from "./process-records";
import { isAlive, startMark } from "./process-table";
import { chooseProfile, embeddedParts, localAddress } from "./profile";
import { inWords } from "./progress";
import { keepWebhookSecret, localSecrets } from "./secrets";
import { hashOf } from "./source-hash";
import { welcomeLines } from "./welcome";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-launch-"));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

async function sleeper() {
  const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000); console.log('up')"], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  return child;
}

describe("the profile", () => {
  it("is local with nothing set, with a loopback address and with a test key", () => {
    expect(chooseProfile({}).name).toBe("local");
    expect(chooseProfile({ APP_URL: "http://localhost:8080", STRIPE_SECRET_KEY: "sk_test_x" }).name).toBe("local");
    expect(chooseProfile({ APP_URL: "", TIERLINE_PROFILE: "" }).name).toBe("local");
  });

  it.each([
    [{ STRIPE_SECRET_KEY: "sk_live_x" }, "live key"],
    [{ STRIPE_SECRET_KEY: "rk_live_x", TIERLINE_PROFILE: "local" }, "live key"],
    [{ APP_URL: "https://app.example.com" }, "not this machine"],
    [{ APP_URL: "http://localhost.example.com" }, "not this machine"],
    [{ TIERLINE_PROFILE: "production" }, "TIERLINE_PROFILE"],
  ])("is production for %o, since that hints at real customers or money", (env, because) => {
    expect(chooseProfile(env)).toEqual({ name: "production", because: expect.stringContaining(because) });
  });

  it("completes PORT and APP_URL from each other", () => {
    expect(localAddress({})).toEqual({ port: 3000, appUrl: "http://localhost:3000" });
    expect(localAddress({ PORT: "4000" })).toEqual({ port: 4000, appUrl: "http://localhost:4000" });
    expect(localAddress({ APP_URL: "http://127.0.0.1:5000/" })).toEqual({
      port: 5000,
      appUrl: "http://127.0.0.1:5000",
    });
    expect(() => localAddress({ PORT: "many" })).toThrow("PORT must be a number");
  });

  it("embeds what is not set, and refuses half a Stripe configuration, since webhooks would silently fail", () => {
    expect(embeddedParts({})).toEqual({ postgres: true, sandbox: true });
    const stripe = { STRIPE_SECRET_KEY: "sk_test_x", STRIPE_WEBHOOK_SECRET: "whsec_x" };
    expect(embeddedParts({ ...stripe, DATABASE_URL: "postgres://x/y" })).toEqual({ postgres: false, sandbox: false });
    expect(() => embeddedParts({ STRIPE_SECRET_KEY: "sk_test_x" })).toThrow("belong together");
  });
});

describe("records of processes", () => {
  it("ends a process that an earlier run left behind", async () => {
    const child = await sleeper();
    recordProcess(folder, "app", child.pid ?? 0);
    expect(await endLeftovers(folder)).toEqual(["app"]);
    expect(isAlive(child.pid ?? 0)).toBe(false);
    expect(await endLeftovers(folder)).toEqual([]);
  });

  it("never ends a stranger who was given the pid, since pids are used again", async () => {
    const stranger = await sleeper();
    const record = { name: "app", pid: stranger.pid ?? 0, mark: "another start" };
    fs.mkdirSync(path.join(folder, "run"));
    fs.writeFileSync(path.join(folder, "run/app.json"), JSON.stringify(record));
    expect(await endLeftovers(folder)).toEqual([]);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill("SIGKILL");
  });

  it("does not take a process for the same when the system cannot tell", () => {
    expect(isSameProcess({ name: "x", pid: process.pid, mark: null })).toBe(false);
    expect(isSameProcess({ name: "x", pid: process.pid, mark: startMark(process.pid) ?? null })).toBe(true);
  });

  it("lets one launcher have a data folder, and the next one when the first was killed", () => {
    expect(claimDataFolder(folder, "http://localhost:1")).toBeUndefined();
    expect(claimDataFolder(folder, "http://localhost:2")).toMatchObject({
      pid: process.pid,
      note: "http://localhost:1",
    });
    releaseDataFolder(folder);
    const dead = { name: "launcher", pid: 2 ** 22 + 1, mark: "1" };
    fs.writeFileSync(path.join(folder, "run/launcher.json"), JSON.stringify(dead));
    expect(claimDataFolder(folder, "http://localhost:2")).toBeUndefined();
  });
});

describe("secrets", () => {
  it("are made once, readable by this user alone, and keep the one webhook secret in use", () => {
    const first = localSecrets(folder);
    expect(first.authSecret.length).toBeGreaterThanOrEqual(32);
    expect(localSecrets(folder)).toEqual(first);
    expect(fs.statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    keepWebhookSecret(folder, "we_1", "whsec_1");
    keepWebhookSecret(folder, "we_2", "whsec_2");
    expect(localSecrets(folder)).toEqual({ ...first, webhookSecrets: { we_2: "whsec_2" } });
  });
});

describe("the hash of sources", () => {
  it("changes with contents and names, not with tests, documents or times", () => {
    const file = (name: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    };
    file("app/page.tsx", "a");
    const inputs = ["app", "missing.ts"];
    const before = hashOf(folder, inputs);
    file("app/page.test.tsx", "t");
    file("app/testing/people.ts", "t");
    file("app/README.md", "r");
    fs.utimesSync(path.join(folder, "app/page.tsx"), 1, 1);
    expect(hashOf(folder, inputs)).toBe(before);
    file("app/page.tsx", "b");
    const changed = hashOf(folder, inputs);
    expect(changed).not.toBe(before);
    fs.renameSync(path.join(folder, "app/page.tsx"), path.join(folder, "app/other.tsx"));
    expect(hashOf(folder, inputs)).not.toBe(changed);
  });
});

describe("ports", () => {
  it("sees a port as taken while somebody listens, on either loopback address", async () => {
    const port = await freePort();
    expect(await isPortFree(port)).toBe(true);
    for (const host of ["127.0.0.1", "::1"]) {
      const server = net.createServer().listen(port, host);
      await once(server, "listening");
      expect(await isPortFree(port)).toBe(false);
      server.close();
      await once(server, "close");
    }
  });
});

describe("what is printed", () => {
  it("turns a structured log line into a sentence with its facts", () => {
    const line = readableLine("app", '{"level":30,"time":1,"msg":"mail sent","to":"a@b.c","n":2}');
    expect(line).toBe("app    mail sent to=a@b.c n=2");
    expect(readableLine("app", "{not json")).toBe("app    {not json");
  });

  it("finds the logins among other lines, and lists them with a shared password said once", () => {
    const logins = parseLogins('noise\n{"logins":[{"email":"a@b.c","password":"p w","note":"Pro"},{"broken":1}]}\n');
    expect(logins).toEqual([{ email: "a@b.c", password: "p w", note: "Pro" }]);
    const text = welcomeLines({ appUrl: "http://localhost:1", sandboxUrl: undefined, logins, showsMailbox: true }).join(
      "\n",
    );
    expect(text).toContain("(password p w)");
    expect(text).toContain("a@b.c  Pro");
    expect(() => parseLogins("nothing")).toThrow("without logins");
  });

  it("says durations as people do", () => {
    expect([400, 9_940, 12_300, 125_000].map(inWords)).toEqual(["0.4 s", "9.9 s", "12 s", "2 min 5 s"]);
  });
});
