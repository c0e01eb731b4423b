import fc from "fast-check";

// What clients should not send, for property tests (fast-check arbitraries).

const NASTY_TEXT = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff",
  "a\ud83d",
  "\u202e",
  "\ufeff",
  "null",
  "__proto__",
  "constructor",
  "toString",
  "'; drop table monitors; --",
  "\\",
  "%00",
  "\r\nX-Injected: 1",
  "😀".repeat(200),
  "e\u0301".repeat(300),
  "9".repeat(400),
  "* * * * *",
  "0-59/0 0 * * *",
  "1-999999999999 0 * * *",
  "every 0 minutes",
  "http://",
  "http://[",
  "http://a:99999",
  "http://%zz",
  "data:text/html,x",
  "[[",
  "a[href='",
  ":not(:not(",
  ":has(*)".repeat(50),
  `${"(".repeat(500)}`,
];
const NASTY_NUMBERS = [0, -0, -1, 0.1, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 1e21, 5e-324];

/** Text as clients get it wrong: control characters, broken surrogates, SQL, very long, and random. */
export const junkText = () =>
  fc.oneof(
    fc.constantFrom(...NASTY_TEXT),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ maxLength: 40 }),
    fc.constantFrom(300, 5000, 70_000).map((length) => "x".repeat(length)),
  );

const junkKey = () =>
  fc.oneof(fc.constantFrom("__proto__", "constructor", "prototype", "", "a.b", "id"), junkText());

/** Any JSON value, small. */
export const junkJson = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    junkText(),
    fc.constantFrom<unknown>(...NASTY_NUMBERS, null, true, false, [], {}),
    fc.jsonValue({ maxDepth: 3 }),
    fc.array(junkText(), { maxLength: 5 }),
    fc.dictionary(junkKey(), fc.oneof(junkText(), fc.constantFrom(...NASTY_NUMBERS)), { maxKeys: 4 }),
    fc.constantFrom(10, 63, 64, 65, 2000).map(nested),
  );

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
}

/** Bodies as bytes: good JSON of junk, cut or with bytes changed, not UTF-8, or not JSON at all. */
export const rawBodies = (): fc.Arbitrary<string | Uint8Array> =>
  fc.oneof(
    junkJson().map((value) => JSON.stringify(value)),
    fc
      .tuple(junkJson(), fc.nat(200))
      .map(([value, length]) => JSON.stringify({ name: value }).slice(0, length)),
    fc.tuple(junkJson(), fc.nat(), fc.nat(255)).map(([value, at, byte]) => {
      const bytes = Buffer.from(JSON.stringify({ name: value, schedule: value }));
      bytes[at % bytes.length] = byte;
      return new Uint8Array(bytes);
    }),
    fc.uint8Array({ maxLength: 100 }),
    fc
      .constantFrom("utf16le" as const, "latin1" as const)
      .map((encoding) => new Uint8Array(Buffer.from('{"name":"é"}', encoding))),
    fc.constantFrom(
      "\ufeff{}",
      '{"a":1}{"b":2}',
      "[".repeat(50_000),
      '{"a":'.repeat(20_000),
      "1e999",
      "-",
      '"\\ud800"',
    ),
    fc.constant(`"${"x".repeat(2 ** 20)}"`),
  );

type Path = (string | number)[];

/** Every place inside a JSON value. */
function places(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))];
}

/** JSON of one of these bodies with something in it replaced by junk, dropped, doubled, or given an extra key. */
export const mutated = (bodies: object[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...bodies),
      fc.nat(),
      fc.constantFrom("replace", "drop", "add", "add", "replace"),
      junkKey(),
      junkJson(),
    )
    .map(([body, pick, how, key, junk]) => {
      const copy = { root: JSON.parse(JSON.stringify(body)) };
      const all = places(copy.root, ["root"]);
      const at = all[pick % all.length] ?? ["root"];
      const parent = at
        .slice(0, -1)
        .reduce<Record<string, unknown>>((inner, step) => inner[step] as Record<string, unknown>, copy);
      const last = String(at.at(-1));
      if (how === "replace") parent[last] = junk;
      else if (how === "drop") delete parent[last];
      else addTo(parent[last], key, junk);
      return JSON.stringify(copy.root) ?? "";
    });

function addTo(value: unknown, key: string, junk: unknown): void {
  if (Array.isArray(value)) value.push(junk);
  // As JSON.parse does it: a key "__proto__" becomes a property of its own.
  else if (typeof value === "object" && value !== null) {
    Object.defineProperty(value, key, { value: junk, enumerable: true, configurable: true, writable: true });
  }
}

const encoded = () =>
  fc.oneof(junkText().map(encode), fc.constantFrom("%", "%ZZ", "%00", "%C0%AF", "%ff", "..", "%2e%2e", "+"));

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed().slice(0, 2000));
}

/** A path parameter: almost a UUID, or nothing like one. */
export const ids = () =>
  fc.oneof(
    fc.uuid(),
    fc.uuid().map((id) => id.toUpperCase()),
    fc.uuid().map((id) => `${id}%20`),
    fc.constantFrom(
      "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff",
      "{}",
      "null",
    ),
    encoded().filter((text) => text !== "" && !/^(\.|%2e)+$/i.test(text)),
  );

export const paths = () =>
  fc.array(encoded(), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

/** A query: known names with junk values, doubled, encoded badly, or only junk. */
export const queries = () =>
  fc
    .array(
      fc.tuple(
        fc.oneof(
          fc.constantFrom(
            ...["limit", "offset", "skip", "status", "byApiKey", "days", "cursor", "__proto__"],
            ...["search", "sort", "history", "target", "page", "diffs"],
          ),
          encoded(),
        ),
        fc.oneof(
          fc.constantFrom(
            "1",
            "100",
            "1000000000",
            "1000000001",
            "-0",
            "1e400",
            "NaN",
            "Infinity",
            "0x1f",
            "١",
            "true",
            "changed",
          ),
          fc.bigInt().map(String),
          encoded(),
        ),
      ),
      { maxLength: 5 },
    )
    .map((pairs) => (pairs.length ? `?${pairs.map(([key, value]) => `${key}=${value}`).join("&")}` : ""));

/** A header value that Node would let through: Latin-1 without control characters. */
export const headerText = () =>
  fc.oneof(
    fc
      .array(
        fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
        { maxLength: 60 },
      )
      .map((codes) => String.fromCharCode(...codes)),
    fc
      .constantFrom(3000, 12_000)
      .map((length) =>
        Array.from({ length: length / 4 }, (_, index) => (index * 7919).toString(36).padStart(4)).join(""),
      ),
  );
