import { type Line, linesOf } from "#components/target/lines.ts";

export function linesOfHeaders(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([header, value]) => `${header}: ${value}`)
    .join("\n");
}

/** Headers from lines such as "Accept-Language: de", and the lines that are none. */
export function headersOf(text: string): { headers: Record<string, string>; bad: Line[] } {
  const headers: Record<string, string> = {};
  const bad: Line[] = [];
  for (const line of linesOf(text)) {
    const [, header, value] = /^([^:\s]+)\s*:\s*(.*)$/.exec(line.text) ?? [];
    if (header === undefined || value === undefined) bad.push(line);
    else headers[header] = value;
  }
  return { headers, bad };
}
