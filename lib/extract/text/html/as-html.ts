/** `text` with nothing in it that is markup. */
export function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** What was written as an attribute's value, entities and all, as it is written between tags. */
export function attributeAsHtml(written: string): string {
  return written.replaceAll("<", "&lt;");
}
