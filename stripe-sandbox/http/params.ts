import { invalidParam, missingParam, notImitated } from "./errors";
import type { Raw, RawObject } from "./form";

/** How one parameter is read; `name` is its full name (`items[0][price]`) for error messages. */
export type Field<T> = { read: (raw: Raw | undefined, name: string) => T };
/** The fields of an endpoint or of a nested object. */
export type Spec = Record<string, Field<unknown>>;
/** What a spec reads to. */
export type Params<S extends Spec> = { [K in keyof S]: S[K] extends Field<infer T> ? T : never };
/** Undefined = not sent, null = unset by an empty string. */
export type Maybe<T> = T | null | undefined;

const EMPTY: RawObject = {};

/** Reads parameters by their spec and refuses unknown ones. */
export function readParams<S extends Spec>(spec: S, raw: RawObject, prefix = ""): Params<S> {
  for (const key of Object.keys(raw)) {
    if (key in spec) continue;
    const name = prefix === "" ? key : `${prefix}[${key}]`;
    throw invalidParam(`Received unknown parameter: ${name}`, { code: "parameter_unknown", param: name });
  }
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(spec)) {
    values[key] = field.read(raw[key], prefix === "" ? key : `${prefix}[${key}]`);
  }
  return asParams<S>(values);
}

/** The loop above filled each key of the spec by its own field: the only place where that is taken on trust. */
function asParams<S extends Spec>(values: Record<string, unknown>): Params<S>;
function asParams(values: Record<string, unknown>): Record<string, unknown> {
  return values;
}

function scalar<T>(parse: (text: string, name: string) => T): Field<Maybe<T>> {
  return {
    read: (raw, name) => {
      if (raw === undefined) return undefined;
      if (typeof raw !== "string") throw invalidParam(`Invalid string: ${JSON.stringify(raw)}`, { param: name });
      return raw === "" ? null : parse(raw, name);
    },
  };
}

/** A string; empty unsets. */
export const text = scalar((value) => value);

/** A whole number. */
export const integer = scalar((value, name) => {
  const parsed = Number(value);
  if (!Number.isInteger(parsed)) {
    throw invalidParam(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param: name });
  }
  return parsed;
});

/** A number with decimals. */
export const decimal = scalar((value, name) => {
  const parsed = Number(value);
  if (!Number.isFinite(parsed)) throw invalidParam(`Invalid decimal: ${value}`, { param: name });
  return parsed;
});

/** `true` or `false`. */
export const bool = scalar((value, name) => {
  if (value !== "true" && value !== "false") {
    throw invalidParam(`Invalid boolean: ${value}`, { param: name });
  }
  return value === "true";
});

/** One of the listed words. */
export function enumOf<const V extends string>(...allowed: V[]): Field<Maybe<V>> {
  return scalar((value, name) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    const list = allowed.length > 1 ? `${allowed.slice(0, -1).join(", ")}, or ${allowed.at(-1)}` : allowed.join("");
    throw invalidParam(`Invalid ${name}: must be one of ${list}`, { param: name });
  });
}

/** A time in seconds, or one of the listed words. */
export function timeOr<const V extends string>(...words: V[]): Field<Maybe<number | V>> {
  return scalar((value, name) => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    const parsed = Number(value);
    if (!Number.isInteger(parsed)) throw invalidParam(`Invalid timestamp: ${value}`, { param: name });
    return parsed;
  });
}

/** Nested parameters; an empty string unsets the whole. */
export function object<S extends Spec>(spec: S): Field<Maybe<Params<S>>> {
  return {
    read: (raw, name) => {
      if (raw === undefined) return undefined;
      if (typeof raw !== "string") return readParams(spec, raw, name);
      if (raw === "") return null;
      throw invalidParam("Invalid object", { param: name });
    },
  };
}

/** An array; an empty string empties it. */
export function arrayOf<T>(field: Field<T>): Field<Maybe<NonNullable<T>[]>> {
  return {
    read: (raw, name) => {
      if (raw === undefined) return undefined;
      if (typeof raw === "string") {
        if (raw === "") return null;
        throw invalidParam("Invalid array", { param: name });
      }
      const values: NonNullable<T>[] = [];
      for (const key of Object.keys(raw).sort((a, b) => Number(a) - Number(b))) {
        const value = field.read(raw[key], `${name}[${key}]`);
        if (value !== null && value !== undefined) values.push(value);
      }
      return values;
    },
  };
}

/** A map from free keys (currencies) to nested parameters. */
export function mapOf<T>(field: Field<T>): Field<Maybe<Record<string, NonNullable<T>>>> {
  return {
    read: (raw, name) => {
      if (raw === undefined) return undefined;
      if (typeof raw === "string") return null;
      const values: Record<string, NonNullable<T>> = {};
      for (const [key, child] of Object.entries(raw)) {
        const value = field.read(child, `${name}[${key}]`);
        if (value !== null && value !== undefined) values[key] = value;
      }
      return values;
    },
  };
}

/** Metadata with Stripe's limits; an empty string for a key removes it. */
export const metadata: Field<Maybe<Record<string, string>>> = {
  read: (raw, name) => {
    if (raw === undefined) return undefined;
    if (typeof raw === "string") return null;
    const values: Record<string, string> = {};
    for (const [key, value] of Object.entries(raw)) {
      if (typeof value !== "string")
        throw invalidParam("Metadata values must be strings", { param: `${name}[${key}]` });
      if (key.length > 40) throw invalidParam(`Metadata key is longer than 40 characters: ${key}`, { param: name });
      if (value.length > 500) {
        throw invalidParam(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`,
          {
            param: `${name}[${key}]`,
          },
        );
      }
      values[key] = value;
    }
    if (Object.keys(values).length > 50) throw invalidParam("Metadata can have up to 50 keys", { param: name });
    return values;
  },
};

/** Names of properties to expand. */
export const expand = arrayOf(text);

/** `created` as a moment or a range. */
export const range: Field<Maybe<{ gt?: number; gte?: number; lt?: number; lte?: number }>> = {
  read: (raw, name) => {
    if (raw === undefined) return undefined;
    if (typeof raw === "string") return raw === "" ? null : { gte: Number(raw), lte: Number(raw) };
    const read = readParams({ gt: integer, gte: integer, lt: integer, lte: integer }, raw, name);
    const bounds: { gt?: number; gte?: number; lt?: number; lte?: number } = {};
    if (typeof read.gt === "number") bounds.gt = read.gt;
    if (typeof read.gte === "number") bounds.gte = read.gte;
    if (typeof read.lt === "number") bounds.lt = read.lt;
    if (typeof read.lte === "number") bounds.lte = read.lte;
    return bounds;
  },
};

/** A parameter that Stripe takes and that has no effect here worth imitating (texts on Stripe's own pages, tracking). */
export const ignored: Field<undefined> = { read: () => undefined };

/** A parameter whose effect is not imitated: refused, because to ignore it would be a guess. */
export const refused: Field<undefined> = {
  read: (raw, name) => {
    if (raw === undefined || raw === "" || raw === "false") return undefined;
    throw notImitated(`Parameter ${name}`);
  },
};

/** Parameters of these names whose effect is not imitated. */
export function missing<const K extends string>(...names: K[]): Record<K, Field<undefined>> {
  return recordOf(names.map((name) => [name, refused] as const));
}

/** The entries above are one for each name: what `Object.fromEntries` does not say by its type. */
function recordOf<K extends string, V>(entries: readonly (readonly [K, V])[]): Record<K, V>;
function recordOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

/** The value of a parameter that must be present. */
export function required<T>(value: T | null | undefined, name: string): T {
  if (value === undefined || value === null) throw missingParam(name);
  return value;
}

/** Reads no parameters but `expand`. */
export const NOTHING = { expand };
/** The parameters that every list takes. */
export const LIST = { limit: integer, starting_after: text, ending_before: text, expand };
/** An empty set of raw parameters. */
export const NO_RAW = EMPTY;

/** Merges metadata as Stripe does: an empty value removes its key, an empty string the whole. */
export function mergeMetadata(
  before: Record<string, string> | null,
  change: Maybe<Record<string, string>>,
): Record<string, string> {
  if (change === null) return {};
  const merged = { ...before };
  for (const [key, value] of Object.entries(change ?? {})) {
    if (value === "") delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

/** The new value of a nullable property: unchanged when not sent, null when unset. */
export function changed<T>(before: T, value: T | undefined): T {
  return value === undefined ? before : value;
}
