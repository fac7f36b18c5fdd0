// Loaded before a child's own program (node --import). The launcher holds the other end of the child's standard
// input; when the launcher is killed hard the system closes it, and the child ends itself in its orderly way.
const GRACE_MS = 5_000;

process.stdin.on("error", () => undefined);
process.stdin.on("close", () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
process.stdin.resume();
process.stdin.unref?.();
