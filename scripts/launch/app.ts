import { NEXT_PROGRAM, SERVER } from "./build";
import { type Child, startChild } from "./child";
import type { Settings } from "./profile";

/** How the app is served: the production build, or Next's development server. */
export type AppMode = "built" | "dev";

/** Where and how the app listens. */
export interface AppOptions {
  readonly mode: AppMode;
  readonly port: number;
  readonly host: string;
  readonly env: Settings;
  readonly dataDir: string;
  readonly onLine: (line: string) => void;
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://localhost:${port}/api/health`, { signal: AbortSignal.timeout(30_000) });
    return answer.status < 500;
  } catch {
    return false;
  }
}

/** Starts the app's web server. */
export function startApp({ mode, port, host, env, dataDir, onLine }: AppOptions): Child {
  const isBuilt = mode === "built";
  const { NODE_ENV: _, ...settings } = env;
  return startChild({
    name: "app",
    args: isBuilt ? [SERVER] : [NEXT_PROGRAM, "dev", "--port", String(port), "--hostname", host],
    env: {
      ...settings,
      ...(isBuilt ? { NODE_ENV: "production" } : {}),
      PORT: String(port),
      HOSTNAME: host,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    dataDir,
    onLine,
    isReady: () => isHealthy(port),
  });
}
