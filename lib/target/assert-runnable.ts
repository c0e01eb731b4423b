import { badRequest, type FieldIssue } from "#lib/errors.ts";
import type { Target, TargetInput } from "#lib/target/model.ts";
import { runnableTypes, runOf } from "#lib/target/runs.ts";

/**
 * @param pathOf where in the caller's body a target stands
 * @throws BAD_REQUEST naming each target that this version cannot carry out, and each part of one that can never work
 */
export function assertRunnable(targets: TargetInput[], pathOf = (index: number) => `targets.${index}`): void {
  const issues = targets.flatMap((target, index) =>
    issuesOf(target).map(({ path, message }) => ({ path: `${pathOf(index)}.${path}`, message })),
  );
  const [first] = issues;
  if (first) throw badRequest(`${first.path}: ${first.message}`, issues);
}

function issuesOf(target: TargetInput): FieldIssue[] {
  const run = runOf(target.type);
  if (run) return run.issues(target as Target);
  const message = `${target.type} targets cannot run on this version yet. Name the pages in a target of type ${runnableTypes()}.`;
  return [{ path: "type", message }];
}
