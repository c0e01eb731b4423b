import { scanHtml } from "./scan.ts";
import { titleText } from "./title-text.ts";

/** An estimate of all that a page shows, hidden elements included: without scripts, styles and tags. */
export function visibleText(html: string): string {
  const rules = { dropChrome: false, dropHidden: false, dropNoscript: true, dropImageData: false, url: null };
  const { html: shown } = scanHtml(html, { ...rules, exclude: null, include: null });
  return shown
    .replace(/<[^<>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

export function titleOf(html: string): string {
  return titleText(/<title[^>]*>([^<]{0,300})/i.exec(html)?.[1] ?? "") ?? "";
}

/** The words of the first heading of the first rank, if it is short. */
export function headingOf(html: string): string {
  const heading = /<h1[^>]*>([\s\S]{0,300}?)<\/h1/i.exec(html)?.[1] ?? "";
  return titleText(heading.replace(/<[^<>]*>/g, " ")) ?? "";
}
