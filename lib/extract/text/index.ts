/** Turns fetched bodies into comparable text. */
export { detectWall, isTooMuchForWall } from "./bot-wall.ts";
export { BEYOND_CONVERSION, type BodyInput, convertBody, htmlIn, readBody } from "./convert-body.ts";
export { markdownEngine } from "./engine.ts";
export { gateInstead } from "./gate.ts";
export { isUsableSelector, unmatchedSelectors } from "./html/select.ts";
export { htmlThatSays } from "./html-source.ts";
export { normalise } from "./normalise.ts";
export {
  CONVERTER_VERSION,
  type Converted,
  type ConvertOptions,
  optionsFingerprint,
  type ReadBody,
} from "./options.ts";
export { mayBeOfConverter } from "./remade.ts";
