import { crawlForm } from "#components/target/crawl/form.ts";
import type { Fields, TargetForm } from "#components/target/form.ts";
import { scrapeForm } from "#components/target/scrape/form.ts";

/** The forms of the kinds that people can set up here, by type, in the order in which they are offered. */
const forms = new Map<string, TargetForm>();

/** Adds the form of a kind of target. @returns what takes it away again */
export function registerTargetForm<F extends Fields>(form: TargetForm<F>): () => void {
  // A form is only ever given fields that it made itself.
  forms.set(form.type, form as unknown as TargetForm);
  return () => void forms.delete(form.type);
}

registerTargetForm(scrapeForm);
registerTargetForm(crawlForm);

/** The form of a kind; undefined for a kind that is shown and left as it is. */
export function formOf(type: string): TargetForm | undefined {
  return forms.get(type);
}

export function targetForms(): TargetForm[] {
  return [...forms.values()];
}
