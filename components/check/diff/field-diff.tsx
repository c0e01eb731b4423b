type Field = { path: string; previous: string; current: string };

/** The fields of a JSON-mode diff; none for a diff of text, whose `json` is that text parsed. */
export function fieldsOf(json: Record<string, unknown> | undefined): Field[] {
  return Object.entries(json ?? {}).flatMap(([path, value]) =>
    typeof value === "object" && value !== null && "previous" in value && "current" in value
      ? [{ path, previous: inWords(value.previous), current: inWords(value.current) }]
      : [],
  );
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "—" : JSON.stringify(value);
}

/** What changed in the extracted fields, one a row. */
export function FieldDiff({ fields }: { fields: Field[] }) {
  return (
    <table aria-label="Changed fields" className="w-full table-fixed text-left font-mono text-xs">
      <thead className="font-sans text-muted">
        <tr>
          {["Field", "Before", "Now"].map((name) => (
            <th key={name} scope="col" className="px-3 py-1.5 font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, previous, current }) => (
          <tr key={path} className="border-t align-top [overflow-wrap:anywhere]">
            <th scope="row" className="px-3 py-1.5 font-normal">
              {path}
            </th>
            <td className="bg-gone-line px-3 py-1.5">{previous}</td>
            <td className="bg-came-line px-3 py-1.5">{current}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
