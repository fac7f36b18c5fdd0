const isTerminal = process.stdout.isTTY === true && !process.env.NO_COLOR;

function styled(code: number, text: string): string {
  return isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text;
}

export const bold = (text: string) => styled(1, text);
export const dim = (text: string) => styled(2, text);
export const red = (text: string) => styled(31, text);
export const green = (text: string) => styled(32, text);
export const cyan = (text: string) => styled(36, text);

/** A duration as people say it: `0.4 s`, `12 s`, `2 min 5 s`. */
export function inWords(durationMs: number): string {
  const seconds = durationMs / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Tells that a step began, and when it has ended how long it took; steps may overlap. */
export async function step<T>(title: string, work: () => Promise<T>, detail?: (result: T) => string): Promise<T> {
  const begun = performance.now();
  // Short steps say one line; long ones say at once that they are at work.
  const announce = setTimeout(() => console.log(dim(`  … ${title}`)), 700);
  try {
    const result = await work();
    const extra = detail ? ` ${dim(detail(result))}` : "";
    console.log(`  ${green("✓")} ${title}${extra} ${dim(inWords(performance.now() - begun))}`);
    return result;
  } catch (error) {
    console.log(`  ${red("✗")} ${title}`);
    throw error;
  } finally {
    clearTimeout(announce);
  }
}
