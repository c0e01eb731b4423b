/** PostgreSQL keeps neither NUL nor half a surrogate pair; a title or a header of a watched page may have both. */
const storable = (text: string) => text.replaceAll("\0", "").toWellFormed();

/** How JSON spells what PostgreSQL cannot keep. It may also be a text that says so, which the long way leaves alone. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** Rows as JSON, for json_to_recordset: every text in them such as PostgreSQL can keep. */
export function storableJson(rows: object[]): string {
  const json = JSON.stringify(rows);
  if (!UNSTORABLE.test(json)) return json;
  return JSON.stringify(rows, (_, value) => (typeof value === "string" ? storable(value) : value));
}

/** The same value with every text in it such as PostgreSQL can keep. */
export const storableOf = <Value extends object>(value: Value): Value =>
  JSON.parse(storableJson([value]))[0] as Value;

/** Bytes as PostgreSQL spells them in a text; JSON has no other way to carry them. */
export function bytesAsText(bytes: Buffer): string;
export function bytesAsText(bytes: Buffer | null): string | null;
export function bytesAsText(bytes: Buffer | null): string | null {
  return bytes && `\\x${bytes.toString("hex")}`;
}
