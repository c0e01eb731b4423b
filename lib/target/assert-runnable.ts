import { badRequest, type FieldIssue } from "#lib/errors.ts";
import { isUsableSelector } from "#lib/extract/index.ts";
import type { TargetInput } from "#lib/target/model.ts";

/** @throws BAD_REQUEST naming each target that this version cannot run, and each selector that is not CSS */
export function assertRunnable(targets: TargetInput[]): void {
  const issues = targets.flatMap((target, index) => [
    ...unsupportedType(target, index),
    ...unusableSelectors(target, index),
  ]);
  const [first] = issues;
  if (first) throw badRequest(`${first.path}: ${first.message}`, issues);
}

function unsupportedType(target: TargetInput, index: number): FieldIssue[] {
  if (target.type === "scrape") return [];
  const message = `${target.type} targets cannot run on this version yet. Name the pages in a target of type "scrape".`;
  return [{ path: `targets.${index}.type`, message }];
}

function unusableSelectors(target: TargetInput, index: number): FieldIssue[] {
  if (target.type === "search") return [];
  return (["includeTags", "excludeTags"] as const).flatMap((field) =>
    (target.scrapeOptions?.[field] ?? []).flatMap((selector, position) =>
      isUsableSelector(selector)
        ? []
        : [
            {
              path: `targets.${index}.scrapeOptions.${field}.${position}`,
              message: `"${selector}" is not a CSS selector. Write one such as "main", ".price" or "#content > p".`,
            },
          ],
    ),
  );
}
