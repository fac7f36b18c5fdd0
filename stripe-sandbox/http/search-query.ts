import { invalidParam } from "./errors";

/** How a searchable field is compared: a token whole, a string also by its parts, a number also by its order. */
export type FieldKind = "token" | "string" | "number";
/** The searchable fields of a resource: their kind and where their value stands in the object. */
export type SearchFields = Record<string, { kind: FieldKind; path?: string }>;

type Operator = ":" | "~" | ">" | "<" | ">=" | "<=";
type Clause = { field: string; metadataKey: string | null; operator: Operator; value: string | null; isNot: boolean };
/** A parsed query: all clauses, or any of them. */
export type SearchQuery = { joins: "and" | "or"; clauses: Clause[] };

const MAX_CLAUSES = 10;
const OPERATORS: Record<FieldKind, Operator[]> = {
  token: [":"],
  string: [":", "~"],
  number: [":", ">", "<", ">=", "<="],
};
const CLAUSE =
  /^(-?)([a-z_][a-z0-9_.]*)(?:\[(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\])?\s*(>=|<=|[:~><])\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']+))(?=\s|$)/i;

function unreadable(): Error {
  return invalidParam(
    "We were unable to parse your search query. Try using the format `metadata['key']:'value'` to query for metadata or `field:'value'` to query for other fields.",
    { param: "query" },
  );
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** Reads a query of Stripe's search language; AND and OR cannot be mixed. */
export function parseQuery(text: string, resource: string, fields: SearchFields): SearchQuery {
  let rest = text.trim();
  const clauses: Clause[] = [];
  const joins = new Set<"and" | "or">();
  while (rest !== "") {
    const match = CLAUSE.exec(rest);
    if (!match) throw unreadable();
    clauses.push(clauseOf(match, resource, fields));
    rest = rest.slice(match[0].length).trimStart();
    const word = /^(and|or)\s+/i.exec(rest);
    if (word) {
      joins.add(word[1]?.toLowerCase() === "or" ? "or" : "and");
      rest = rest.slice(word[0].length);
      if (rest === "") throw unreadable();
    } else if (rest !== "") joins.add("and");
  }
  if (clauses.length === 0) throw unreadable();
  if (clauses.length > MAX_CLAUSES) {
    throw invalidParam(`A search query can have at most ${MAX_CLAUSES} clauses.`, { param: "query" });
  }
  if (joins.size > 1) {
    throw invalidParam("You can't combine AND and OR operators in the same query.", { param: "query" });
  }
  return { joins: joins.has("or") ? "or" : "and", clauses };
}

function clauseOf(match: RegExpExecArray, resource: string, fields: SearchFields): Clause {
  const field = match[2] ?? "";
  const metadataKey = match[3] ?? match[4] ?? null;
  const quoted = match[6] ?? match[7];
  const bare = match[8];
  const isMetadata = field === "metadata" && metadataKey !== null;
  const kind = isMetadata ? "token" : fields[field]?.kind;
  if (!kind || (metadataKey !== null && !isMetadata)) {
    throw invalidParam(
      `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource.replaceAll("_", "-")} for a list of supported fields.`,
      { param: "query" },
    );
  }
  const operator = operatorOf(match[5] ?? ":");
  if (!OPERATORS[kind].includes(operator)) {
    throw invalidParam(`Operator \`${operator}\` is not supported for field \`${field}\`.`, { param: "query" });
  }
  const value = quoted === undefined && bare === "null" ? null : unescaped(quoted ?? bare ?? "");
  if (operator === "~" && (value ?? "").length < 3) {
    throw invalidParam("A substring search needs at least 3 characters.", { param: "query" });
  }
  return {
    field,
    metadataKey: metadataKey === null ? null : unescaped(metadataKey),
    operator,
    value,
    isNot: match[1] === "-",
  };
}

function operatorOf(text: string): Operator {
  switch (text) {
    case "~":
    case ">":
    case "<":
    case ">=":
    case "<=":
      return text;
    default:
      return ":";
  }
}

function valueAt(row: object, path: string): unknown {
  let node: unknown = row;
  for (const segment of path.split(".")) {
    if (typeof node !== "object" || node === null) return undefined;
    node = Object.entries(node).find(([key]) => key === segment)?.[1];
  }
  return node;
}

function holds(clause: Clause, row: object, fields: SearchFields): boolean {
  const path = fields[clause.field]?.path ?? clause.field;
  const found =
    clause.metadataKey === null
      ? valueAt(row, path)
      : Object.entries(Object(valueAt(row, "metadata"))).find(([key]) => key === clause.metadataKey)?.[1];
  const isEmpty = found === undefined || found === null;
  if (clause.value === null) return isEmpty;
  if (isEmpty) return false;
  const actual = String(found).toLowerCase();
  const wanted = clause.value.toLowerCase();
  switch (clause.operator) {
    case ":":
      return fields[clause.field]?.kind === "number" ? Number(found) === Number(wanted) : actual === wanted;
    case "~":
      return actual.includes(wanted);
    case ">":
      return Number(found) > Number(wanted);
    case "<":
      return Number(found) < Number(wanted);
    case ">=":
      return Number(found) >= Number(wanted);
    case "<=":
      return Number(found) <= Number(wanted);
  }
}

/** True when an object is what the query looks for. */
export function isFound(query: SearchQuery, row: object, fields: SearchFields): boolean {
  const answers = (clause: Clause) => holds(clause, row, fields) !== clause.isNot;
  return query.joins === "or" ? query.clauses.some(answers) : query.clauses.every(answers);
}
