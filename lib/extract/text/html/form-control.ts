import { type AnyNode, type Element, isTag } from "domhandler";
import { DomUtils } from "htmlparser2";
import { asHtml, attributeAsHtml } from "./as-html.ts";
import { parsePart } from "./bounded-document.ts";
import { wordsIn } from "./words-in.ts";

/** What a person reads in a form's controls. All of it is HTML, without any tags. */

/** Stands for a password, whatever it is: that one is asked for is part of the page. */
export const PASSWORD_FIELD = "••••";

const WITHOUT_TEXT = /^(?:hidden|file)$/;
const BUTTON = /^(?:submit|button|reset)$/;
/** Fields that are there for programs: what they hold is new at each answer. */
const TOKEN = /csrf|xsrf|nonce|authenticity|verification_?token|(?:^|[_.[-])token(?:$|[\]_.-])|captcha/i;

/** What a field shows: its value, else what stands in for one, and whether it is ticked. */
export function inputText(attributes: ReadonlyMap<string, string>): string {
  const type = (attributes.get("type") ?? "text").trim().toLowerCase();
  const value = attributeAsHtml(attributes.get("value") ?? "");
  if (WITHOUT_TEXT.test(type) || isToken(attributes)) return "";
  if (type === "password") return PASSWORD_FIELD;
  if (type === "checkbox") return ticked(attributes.has("checked"));
  if (type === "radio") return chosen(attributes.has("checked"));
  if (type === "image") return attributeAsHtml(attributes.get("alt") ?? "") || value;
  return value || (BUTTON.test(type) ? "" : attributeAsHtml(attributes.get("placeholder") ?? ""));
}

function isToken(attributes: ReadonlyMap<string, string>): boolean {
  return TOKEN.test(attributes.get("name") ?? "") || TOKEN.test(attributes.get("id") ?? "");
}

export const ticked = (is: boolean) => (is ? "[x]" : "[ ]");
export const chosen = (is: boolean) => (is ? "(x)" : "( )");

/** @param source the whole element */
export function textareaText(source: string): string {
  const [start = "", placeholder] = [
    source.slice(0, source.indexOf(">") + 1),
    firstElement(source)?.attribs.placeholder,
  ];
  const written = source.slice(start.length).replace(/<\/textarea[\s\S]*$/i, "");
  return attributeAsHtml(written.trim() === "" ? asHtml(placeholder ?? "") : written);
}

/** All choices of a list, and which of them it shows. */
export function selectText(source: string): string {
  const list = firstElement(source);
  if (!list) return "";
  const isMultiple = "multiple" in list.attribs;
  const options = DomUtils.getElementsByTagName("option", list);
  const selected = new Set(options.filter(({ attribs }) => "selected" in attribs));
  // A list of one line shows the last that is selected, else the first that can be.
  const shown = isMultiple
    ? selected
    : new Set([[...selected].at(-1) ?? (isOneLine(list) ? options.find(isSelectable) : undefined)]);
  const mark = isMultiple ? ticked : chosen;
  return options
    .flatMap((option) => {
      const isShown = shown.has(option);
      if ("hidden" in option.attribs && !isShown) return [];
      return [groupLabel(option), mark(isShown), asHtml(labelOf(option))];
    })
    .join(" ");
}

const isOneLine = ({ attribs }: Element) => !(Number(attribs.size) > 1);
const isSelectable = ({ attribs }: Element) => !("disabled" in attribs);

/** The label of the group that begins with this choice. */
function groupLabel(option: Element): string {
  const group = option.parent;
  if (!group || !isTag(group) || group.name !== "optgroup") return "";
  return group.children.find(isTag) === option ? asHtml(group.attribs.label ?? "") : "";
}

function labelOf(option: Element): string {
  return option.attribs.label?.trim() || wordsIn(option);
}

/** How far a bar stands, as a share of its length. */
export function barText(source: string): string {
  const bar = firstElement(source);
  if (!bar) return "";
  const number = (name: string, otherwise: number) => {
    const value = Number.parseFloat(bar.attribs[name] ?? "");
    return Number.isFinite(value) ? value : otherwise;
  };
  const low = bar.name === "meter" ? number("min", 0) : 0;
  const value = number("value", Number.NaN);
  return Number.isNaN(value) ? "" : share(value, low, number("max", 1));
}

/** As a percentage, where the ends are known. */
export function share(value: number, low: number, high: number): string {
  if (!(high > low)) return String(value);
  const part = (Math.min(Math.max(value, low), high) - low) / (high - low);
  return `${Math.round(part * 10_000) / 100}%`;
}

function firstElement(source: string): Element | undefined {
  return parsePart(source).children.find((node: AnyNode): node is Element => isTag(node));
}
