import type { FoundInVersionsAnswer } from "#lib/page/model.ts";

export type Found = Pick<
  FoundInVersionsAnswer,
  "stretches" | "versionsLookedAt" | "versionsWithIt" | "oldest"
>;

/** Answers that follow one another back in time, as one: a stretch may begin in one of them and end in the next. */
export function foundTogether(answers: readonly FoundInVersionsAnswer[]): Found {
  const all: Found = { stretches: [], versionsLookedAt: 0, versionsWithIt: 0, oldest: null };
  for (const answer of answers) {
    for (const stretch of answer.stretches) {
      const last = all.stretches.at(-1);
      const begins = stretch.goneIn === null && all.oldest !== null;
      if (begins && last && last.first.id === all.oldest?.id) last.first = stretch.first;
      else all.stretches.push({ ...stretch, goneIn: begins ? all.oldest : stretch.goneIn });
    }
    all.versionsLookedAt += answer.versionsLookedAt;
    all.versionsWithIt += answer.versionsWithIt;
    all.oldest = answer.oldest ?? all.oldest;
  }
  return all;
}
