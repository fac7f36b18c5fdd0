import { type AppMode, startApp } from "./app";
import { ensureBuild } from "./build";
import type { Child } from "./child";
import { databaseFolder, type RunningDatabase, startDatabase } from "./database";
import { type DemoLogin, pushCatalogue, seedDemo } from "./demo";
import { readableLine } from "./log-lines";
import { isPortFree } from "./ports";
import { stopPostgres } from "./postgres-server";
import { claimDataFolder, endLeftovers, releaseDataFolder } from "./process-records";
import { type EmbeddedParts, embeddedParts, localAddress, localHost, type Settings } from "./profile";
import { red, step } from "./progress";
import { removeReadyFile, writeReadyFile } from "./ready-file";
import { type RunningSandbox, startSandbox } from "./sandbox";
import { type LocalSecrets, localSecrets } from "./secrets";
import { endTasks } from "./task";
import { welcomeLines } from "./welcome";

// What Next says of itself at each start; the closing block says it better.
const NEXT_BANNER = /^\s*(▲ Next\.js|- (Local|Network|Environments):|✓ (Ready|Running next\.config))|^\s*$/;

function say(source: string): (line: string) => void {
  return (line) => console.log(readableLine(source, line));
}

/** Everything of the product on this machine: what is embedded, how it starts together and stops in order. */
export class LocalProduct {
  private readonly address = localAddress(process.env);
  private readonly host = localHost(process.env);
  private readonly parts: EmbeddedParts = embeddedParts(process.env);
  private readonly secrets: LocalSecrets;
  private database: RunningDatabase | undefined;
  private sandbox: Child | undefined;
  private app: Child | undefined;
  private starting: Promise<void> | undefined;
  private isStopping = false;
  private isClaimed = false;

  constructor(
    private readonly mode: AppMode,
    private readonly dataDir: string,
  ) {
    this.secrets = localSecrets(dataDir);
  }

  /** Starts all parts, as far as possible at the same time; settles when the app serves and its address is printed. */
  async start(): Promise<void> {
    await this.claimPlace();
    this.starting = this.startParts();
    await this.starting;
  }

  /** Rejects when a part is lost for good. */
  async untilFailure(): Promise<never> {
    const parts = [this.app?.failed, this.sandbox?.failed, this.database?.failed];
    return await Promise.race(parts.filter((failed) => failed !== undefined));
  }

  /** Stops the app first, then what it needs: nobody loses a connection in use. */
  async stop(): Promise<void> {
    this.isStopping = true;
    endTasks();
    await this.app?.stop();
    await this.sandbox?.stop();
    // A start that was interrupted half-way may just be bringing up another part.
    await this.starting?.catch(() => undefined);
    await this.app?.stop();
    await this.sandbox?.stop();
    this.database?.release();
    if (this.parts.postgres && this.isClaimed) await stopPostgres(databaseFolder(this.dataDir));
    if (!this.isClaimed) return;
    removeReadyFile(this.dataDir);
    releaseDataFolder(this.dataDir);
  }

  private async claimPlace(): Promise<void> {
    const holder = claimDataFolder(this.dataDir, this.address.appUrl);
    if (holder) {
      throw new Error(
        `Tierline already runs at ${holder.note} (process ${holder.pid}). ` +
          "Use that one, or give this one a place of its own: TIERLINE_DATA=.data-2 PORT=3001 npm start",
      );
    }
    this.isClaimed = true;
    removeReadyFile(this.dataDir);
    const ended = await endLeftovers(this.dataDir);
    if (ended.length > 0) console.log(`  Ended what an interrupted run had left: ${ended.join(", ")}`);
    if (!(await isPortFree(this.address.port))) {
      const other = this.address.port + 1;
      throw new Error(
        `Port ${this.address.port} is taken by another program. Choose another: PORT=${other} npm ${
          this.mode === "dev" ? "run dev" : "start"
        }`,
      );
    }
  }

  private async startParts(): Promise<void> {
    const building = this.mode === "built" ? this.build() : Promise.resolve();
    const databaseUrl = this.startDatabase();
    const sandbox = this.startSandbox();
    // All have begun by now; whichever fails first is told, and `stop` ends the others.
    await Promise.all([building, databaseUrl, sandbox]);
    const running = await sandbox;
    const env = this.appSettings(await databaseUrl, running);
    const pushing = running
      ? this.attempt("Catalogue at the local Stripe", () => pushCatalogue(this.dataDir, env))
      : undefined;
    await step(`Application on port ${this.address.port}`, () => this.startApp(env));
    await pushing;
    const isDemo = this.parts.postgres && this.parts.sandbox;
    const logins = isDemo ? await this.attempt("Demo tenants", () => seedDemo(this.dataDir, env)) : undefined;
    this.welcome(logins ?? [], running);
  }

  private async build(): Promise<void> {
    await step("Production build", ensureBuild, (built) => (built ? "" : "is up to date"));
  }

  private async startDatabase(): Promise<string> {
    // Loading takes as long as the database needs to start: both at once.
    const migrations = import("../../db/migrate");
    const embedded = this.parts.postgres
      ? await step(
          "PostgreSQL",
          async () => {
            this.database = await startDatabase(this.dataDir, () => say("db")("ended unexpectedly; starting it again"));
            return this.database;
          },
          ({ reused }) => (reused ? "was still running" : ""),
        )
      : undefined;
    const url = embedded?.url ?? process.env.DATABASE_URL ?? "";
    await step("Database schema", async () => this.migrate((await migrations).runMigrations, url));
    return url;
  }

  private async migrate(run: (databaseUrl: string) => Promise<void>, url: string): Promise<void> {
    try {
      await run(url);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const advice = this.parts.postgres
        ? ` If the data may go, remove ${databaseFolder(this.dataDir)} and start again.`
        : "";
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`The database could not be brought to this version's schema: ${reason}.${advice}`, {
        cause: error,
      });
    }
  }

  private async startSandbox(): Promise<RunningSandbox | undefined> {
    if (!this.parts.sandbox) return undefined;
    const options = {
      dataDir: this.dataDir,
      appUrl: this.address.appUrl,
      secrets: this.secrets,
      onLine: say("stripe"),
    };
    return await step("Local Stripe", () =>
      startSandbox(options, (child) => {
        this.sandbox = child;
      }),
    );
  }

  private appSettings(databaseUrl: string, sandbox: RunningSandbox | undefined): Settings {
    const { appUrl } = this.address;
    return {
      ...process.env,
      TIERLINE_PROFILE: "local",
      APP_URL: appUrl,
      AUTH_URL: appUrl,
      DATABASE_URL: databaseUrl,
      // One line for each request would push the addresses and logins out of sight.
      LOG_LEVEL: process.env.LOG_LEVEL || (this.mode === "built" ? "warn" : "info"),
      AUTH_SECRET: process.env.AUTH_SECRET || this.secrets.authSecret,
      ...sandbox?.settings,
    };
  }

  private async startApp(env: Settings): Promise<void> {
    if (this.isStopping) return;
    this.app = startApp({
      mode: this.mode,
      port: this.address.port,
      host: this.host,
      env,
      dataDir: this.dataDir,
      onLine: (line) => {
        if (!NEXT_BANNER.test(line)) say("app")(line);
      },
    });
    await this.app.ready;
  }

  /** For work that is good to have: its failure is shown, and the product runs on. */
  private async attempt<T>(title: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await step(title, work);
    } catch (error) {
      if (!this.isStopping) console.log(red(error instanceof Error ? error.message : String(error)));
      return undefined;
    }
  }

  private welcome(logins: readonly DemoLogin[], sandbox: RunningSandbox | undefined): void {
    if (this.isStopping) return;
    const { appUrl } = this.address;
    writeReadyFile(this.dataDir, { appUrl, sandboxUrl: sandbox?.url, logins });
    const lines = welcomeLines({ appUrl, sandboxUrl: sandbox?.url, logins, showsMailbox: !process.env.SMTP_URL });
    console.log(lines.join("\n"));
    if (!sandbox) console.log("  Stripe's test mode is in use: `npm run billing:push` writes the catalogue there.\n");
  }
}
