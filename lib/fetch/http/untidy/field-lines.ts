import { HEADER_NAME } from "../model.ts";

export type Field = { name: string; value: string };

const controls = /[\x00-\x08\x0a-\x1f\x7f]/;
const blanks = /^[ \t]+|[ \t\r]+$/g;

/**
 * The header fields in lines that a strict parser refuses, as browsers read them: a folded line goes on with the field
 * before it, blanks before the colon are none, and what is no field at all is passed over.
 */
export function readFields(lines: string[]): Field[] {
  const fields: Field[] = [];
  let last: Field | null = null;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      if (last) last.value = `${last.value} ${line.replace(blanks, "")}`.trim();
      continue;
    }
    last = readField(line);
    if (last) fields.push(last);
  }
  return fields.filter(({ name, value }) => !(name === "set-cookie" && controls.test(value)));
}

function readField(line: string): Field | null {
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(0, colon)).replace(blanks, "").toLowerCase();
  return HEADER_NAME.test(name) ? { name, value: line.slice(colon + 1).replace(blanks, "") } : null;
}

/** The fields as a strict parser takes them. */
export function writeFields(fields: Field[]): string {
  return fields
    .map(({ name, value }) => `${name}: ${value.replace(new RegExp(controls, "g"), "")}\r\n`)
    .join("");
}
