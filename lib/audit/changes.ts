import type { AuditChange } from "#lib/audit/model.ts";
import { isSecretPath, MASK, withoutRandomParts, withoutSecrets } from "#lib/audit/secrets.ts";

// Before and after of what was edited, field by field. What differs is found on the values as they are, and masked only
// then: that a secret was replaced is told, and neither of the two.

type Json = AuditChange["before"];

/** An edit may touch ten thousand addresses: what is kept of it is bounded. */
const MOST_FIELDS = 100;
const MOST_ENTRIES = 50;
const LONGEST_TEXT = 2000;

/** Every field that differs between two states of a thing, with what it was and is. */
export function changesBetween(before: object, after: object): AuditChange[] {
  const found: Found[] = [];
  compare(jsonOf(before), jsonOf(after), [], found);
  const shown = found.slice(0, MOST_FIELDS).map(masked);
  const more = found.length - shown.length;
  return more > 0 ? [...shown, { field: `${more} more fields`, before: null, after: null }] : shown;
}

/** What a thing is born with: its fields that have a value. */
export const changesToNew = (after: object): AuditChange[] => changesBetween({}, after);

type Found = { path: string[]; before: Json; after: Json };

/** As it would be sent: dates as text, and nothing undefined. */
const jsonOf = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));

function compare(before: Json, after: Json, path: string[], found: Found[]): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const [old, now] = [asFields(before), asFields(after)];
  if (!old || !now) return void found.push({ path, before, after });
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    compare(old[name] ?? null, now[name] ?? null, [...path, name], found);
  }
}

/** An object, or a list of objects, by name; null for whatever is one value. Of nothing there are no fields. */
function asFields(value: Json): Record<string, Json> | null {
  if (value === null) return {};
  if (typeof value !== "object") return null;
  if (!Array.isArray(value)) return value;
  const isOfObjects = value.length > 0 && value.every((entry) => typeof entry === "object" && entry !== null);
  return isOfObjects ? Object.fromEntries(value.entries()) : null;
}

function masked({ path, before, after }: Found): AuditChange {
  const [old, now] = shortened(before, after);
  const mask = (value: Json) => maskedValue(value, path);
  return { field: fieldName(path), before: mask(old), after: mask(now) };
}

/** "targets[0].urls" of the names on the way to a value. */
function fieldName(path: string[]): string {
  return path.reduce(
    (name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : name === "" ? part : `${name}.${part}`),
    "",
  );
}

function maskedValue(value: Json, path: string[]): Json {
  // A yes or no opens nothing, whatever it is called.
  if (value === null || typeof value === "boolean") return value;
  if (isSecretPath(path)) return MASK;
  if (typeof value === "string") return cut(textAt(value, path));
  if (Array.isArray(value)) return value.map((entry, index) => maskedValue(entry, [...path, String(index)]));
  if (typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, maskedValue(inner, [...path, name])]),
  );
}

const textAt = (text: string, path: string[]) =>
  path[0] === "webhook" && path.at(-1) === "url" ? withoutRandomParts(text) : withoutSecrets(text);

const cut = (text: string) => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

/** Of two long lists what only one of them has, and of that so much. */
function shortened(before: Json, after: Json): [Json, Json] {
  const lists = [before, after].map((value) => (Array.isArray(value) ? value : null));
  if (lists.every((list) => (list?.length ?? 0) <= MOST_ENTRIES)) return [before, after];
  const only = (list: Json[] | null | undefined, other: Json[] | null | undefined) => {
    const known = new Set(other?.map((entry) => JSON.stringify(entry)));
    return list?.filter((entry) => !known.has(JSON.stringify(entry))) ?? null;
  };
  return [few(only(lists[0], lists[1])), few(only(lists[1], lists[0]))];
}

function few(list: Json[] | null): Json {
  if (!list || list.length <= MOST_ENTRIES) return list;
  return [...list.slice(0, MOST_ENTRIES), `and ${list.length - MOST_ENTRIES} more`];
}
