export { type Converter, createConverter } from "#lib/extract/converter.ts";
export type { Difference, Extracted, KnownText } from "#lib/extract/task.ts";
export {
  type Converted,
  type ConvertOptions,
  isUsableSelector,
  optionsFingerprint,
} from "#lib/extract/text/index.ts";
