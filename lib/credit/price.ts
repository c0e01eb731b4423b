/** Prices (contract: Credits), without the schema library. All amounts are whole credits. */

const DEARER_FORMATS = new Set(["question", "query", "highlights", "audio", "video"]);
const DEARER = 4;

/** The shortest interval, in minutes, from which unchanged pages are free. */
export const FREE_UNCHANGED_INTERVAL_MINUTES = 15;

type Format = string | { type: string; [option: string]: unknown };

/** What of a page's options has a price. */
export type PricedOptions = { formats?: Format[] | undefined; lockdown?: unknown } | undefined;

/** Credits of one fetched page before judging, were every requested format delivered. */
export function pricePerPage(options: PricedOptions): number {
  const formats = options?.formats ?? [];
  const types = formats.map((format) => (typeof format === "string" ? format : format.type));
  const base = types.includes("deterministicJson") ? 7 : formats.some(asksForJson) ? 5 : 1;
  const dearer =
    types.filter((type) => DEARER_FORMATS.has(type)).length +
    Number(options?.lockdown === true) +
    Number(formats.some(checksForInjection));
  return base + DEARER * dearer;
}

/** Whether a page's text is looked through for orders to the model before the model reads it. */
function checksForInjection(format: Format): boolean {
  return typeof format !== "string" && asksForJson(format) && format.checkPromptInjection === true;
}

function asksForJson(format: Format): boolean {
  if (typeof format === "string") return format === "json";
  const modes = Array.isArray(format.modes) ? format.modes : [];
  return format.type === "json" || (format.type === "changeTracking" && modes.includes("json"));
}
