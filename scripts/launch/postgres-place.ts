import fs from "node:fs";
import os from "node:os";
import path from "node:path";

// Root in a container usually works in a private folder (/root) and may not use user namespaces. The database then runs
// as the user nobody, who cannot enter that folder: its programs and its data get a place that nobody can reach, and
// a note beside the folder asked for says where.

const SHARED = fs.existsSync("/var/tmp") ? "/var/tmp" : os.tmpdir();
const ENTERABLE_BY_OTHERS = 0o001;

function isEnterable(folder: string): boolean {
  const parent = path.dirname(folder);
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  const open = !stat || (stat.mode & ENTERABLE_BY_OTHERS) !== 0;
  return open && (parent === folder || isEnterable(parent));
}

function noteFile(dataDir: string): string {
  return `${dataDir}.location`;
}

/** Where the data really is: another place when an earlier start had to choose one. */
export function placeOf(dataDir: string): string {
  try {
    const place = fs.readFileSync(noteFile(dataDir), "utf8").trim();
    return fs.existsSync(path.dirname(place)) ? place : dataDir;
  } catch {
    return dataDir;
  }
}

function newSharedFolder(): string {
  const folder = fs.mkdtempSync(path.join(SHARED, "tierline-postgres-"));
  fs.chmodSync(folder, 0o755);
  return folder;
}

/** Like `placeOf`, but chooses a place that the user nobody can enter when this one is not. */
export function placeForNobody(dataDir: string): string {
  const place = placeOf(dataDir);
  if (place !== dataDir || isEnterable(path.dirname(dataDir))) return place;
  const chosen = path.join(newSharedFolder(), "data");
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  fs.writeFileSync(noteFile(dataDir), `${chosen}\n`, { mode: 0o600 });
  return chosen;
}

/** The folder of PostgreSQL's programs, copied (once for each data) to where the user nobody can run them. */
export function programsForNobody(native: string, place: string): string {
  if (isEnterable(native)) return native;
  const copy = path.join(path.dirname(place), "programs");
  if (fs.existsSync(copy)) return copy;
  const copying = `${copy}.new-${process.pid}`;
  fs.cpSync(native, copying, { recursive: true, verbatimSymlinks: true });
  fs.renameSync(copying, copy);
  return copy;
}
