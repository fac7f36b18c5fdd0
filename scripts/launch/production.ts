import { parseEnv } from "../../lib/env";
import { startApp } from "./app";
import { ensureBuild } from "./build";
import type { Child } from "./child";
import { isPortFree } from "./ports";
import { step } from "./progress";
import { endTasks } from "./task";

/** The product with nothing embedded: every outside part comes from the settings. */
export class ProductionProduct {
  private app: Child | undefined;

  constructor(private readonly dataDir: string) {}

  async start(): Promise<void> {
    // Before anything else, and all at once: what is missing.
    const settings = parseEnv({ ...process.env, NODE_ENV: "production", TIERLINE_PROFILE: "production" });
    const port = Number(process.env.PORT || 3000);
    if (!(await isPortFree(port))) throw new Error(`Port ${port} is taken by another program. Choose another by PORT.`);
    await step("Production build", ensureBuild, (built) => (built ? "" : "is up to date"));
    await step("Database schema", async () => {
      const { runMigrations } = await import("../../db/migrate");
      await runMigrations(settings.DATABASE_URL);
    });
    await step(`Application on port ${port}`, async () => {
      this.app = startApp({
        mode: "built",
        port,
        host: process.env.HOST || "0.0.0.0",
        env: { ...process.env, TIERLINE_PROFILE: "production", AUTH_URL: process.env.AUTH_URL || settings.APP_URL },
        dataDir: this.dataDir,
        onLine: (line) => console.log(line),
      });
      await this.app.ready;
    });
    console.log(`\n  Tierline serves ${settings.APP_URL}\n`);
  }

  async untilFailure(): Promise<never> {
    return await (this.app?.failed ?? new Promise<never>(() => undefined));
  }

  async stop(): Promise<void> {
    endTasks();
    await this.app?.stop();
  }
}
