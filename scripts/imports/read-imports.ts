import path from "node:path";

/** One import of a source file. */
export interface Import {
  /** What is imported: a path from the repository's root without its ending, or a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Types alone: gone after compilation. */
  readonly isTypeOnly: boolean;
  readonly line: number;
}

const STATEMENT =
  /\b(import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s+from\s+)?["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']/g;

/** The source with its comments blanked out, every line at its place. */
export function withoutComments(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  // Strings first: `//` inside one (an address) begins no comment.
  const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return source.replace(token, (text) => (text.startsWith("/") ? blank(text) : text));
}

function resolve(file: string, specifier: string): { target: string; isPackage: boolean } {
  const strip = (target: string) => target.replace(/\.(tsx?|mjs|js)$/, "");
  if (specifier.startsWith("@/")) return { target: strip(specifier.slice(2)), isPackage: false };
  if (!specifier.startsWith(".")) return { target: specifier, isPackage: true };
  return { target: strip(path.posix.join(path.posix.dirname(file), specifier)), isPackage: false };
}

/** Everything that a source file imports, dynamically too. */
export function readImports(file: string, source: string): Import[] {
  const code = withoutComments(source);
  return [...code.matchAll(STATEMENT)].flatMap((match) => {
    const specifier = match[3] ?? match[4];
    if (!specifier) return [];
    const line = code.slice(0, match.index).split("\n").length;
    return [{ ...resolve(file, specifier), isTypeOnly: match[2] !== undefined, line }];
  });
}
