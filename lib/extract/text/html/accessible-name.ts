import { attributeAsHtml } from "./as-html.ts";
import { chosen, share, ticked } from "./form-control.ts";

/** What is read of an element beside its own words. All of it is HTML without tags. */

type Attributes = ReadonlyMap<string, string>;

/** What comes and goes while a page loads is no content. */
const PASSING = /^(?:status|alert|log|timer)$/;

/**
 * What is read where an element has no words: its name, or how far it stands; empty for nothing.
 * @param labelOf the words of the elements with these ids
 */
export function nameWithoutWords(
  element: string,
  attributes: Attributes,
  labelOf: (ids: string) => string,
): string {
  const role = roleOf(attributes);
  if (PASSING.test(role)) return "";
  const ids = attributes.get("aria-labelledby");
  const name = (ids && labelOf(ids)) || (attributes.get("aria-label")?.trim() ?? "");
  const stand = /^(?:progressbar|meter|slider|spinbutton|scrollbar)$/.test(role) ? standing(attributes) : "";
  const isTitled = element === "a" || element === "button" || role === "img";
  const read = [name, stand].filter(Boolean).join(" ") || (isTitled ? (attributes.get("title") ?? "") : "");
  return attributeAsHtml(read.trim());
}

/** An element that is a picture to those who read it: its parts are not read. */
export function isPicture(attributes: Attributes): boolean {
  return roleOf(attributes) === "img" && Boolean(attributes.get("aria-label")?.trim());
}

/** Whether a control that is made of other elements is ticked, chosen or pressed; empty for any other element. */
export function stateText(attributes: Attributes): string {
  const role = roleOf(attributes);
  const selected = attributes.get("aria-selected");
  if (selected !== undefined && (role === "option" || role === "tab")) return chosen(selected === "true");
  const pressed = attributes.get("aria-pressed");
  if (pressed !== undefined) return ticked(pressed === "true");
  const checked = attributes.get("aria-checked");
  if (checked === undefined) return "";
  if (role === "radio" || role === "menuitemradio") return chosen(checked === "true");
  return /^(?:checkbox|switch|menuitemcheckbox)$/.test(role) ? ticked(checked === "true") : "";
}

/** Whether a line's element stands apart on screen, as a control or a cell made of other elements. */
export function isApartByRole(attributes: Attributes): boolean {
  return /^(?:button|tab|option|menuitem\w*|radio|checkbox|switch|cell|gridcell|columnheader|rowheader|listitem)$/.test(
    roleOf(attributes),
  );
}

function standing(attributes: Attributes): string {
  const said = attributes.get("aria-valuetext")?.trim();
  if (said) return said;
  const number = (name: string, otherwise: number) =>
    Number.parseFloat(attributes.get(name) ?? "") || otherwise;
  const value = Number.parseFloat(attributes.get("aria-valuenow") ?? "");
  if (Number.isNaN(value)) return "";
  return share(value, number("aria-valuemin", 0), number("aria-valuemax", 100));
}

function roleOf(attributes: Attributes): string {
  return (attributes.get("role") ?? "").trim().toLowerCase().split(/\s/, 1)[0] ?? "";
}
