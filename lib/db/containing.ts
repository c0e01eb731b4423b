/**
 * The LIKE pattern for values that contain `text` as it is written. NUL, which PostgreSQL takes in no text and so
 * stands in none, is left out.
 */
export function containing(text: string): string {
  return `%${text.replaceAll("\0", "").replace(/[\\%_]/g, "\\$&")}%`;
}
