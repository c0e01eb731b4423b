/** Without what surrounds an expression elsewhere, and with the signs that were meant. */
export function cleaned(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .replace(/[∗⁎✱]/g, "*")
    .trim()
    .replace(/^["'`“”‘’](.*)["'`“”‘’]$/, "$1")
    .replace(/^(?:cron|rate)\((.*)\)$/i, "$1")
    .replace(/^(?:CRON_TZ|TZ)=\S+\s+/i, "")
    .replace(/;/g, ",")
    .replace(/\s*([,/])\s*/g, "$1")
    .replace(/(?<=[\w*])\s+-\s+(?=\w)/g, "-")
    .replace(/(?<![\w,/-])\*+(?=\d)/g, "*/")
    .replace(/\*{2,}/g, "*")
    .trim();
}
