import { hash as digest } from "node:crypto";
import { differenceOf } from "#lib/extract/difference.ts";
import { packTextSync, unpackTextSync } from "#lib/extract/packed-text.ts";
import { pageText, readPage } from "#lib/extract/page-text.ts";
import { previewText } from "#lib/extract/preview-text.ts";
import type { ExtractedText, KnownText, Outcome, Results, Task } from "#lib/extract/task.ts";
import type { ReadBody } from "#lib/extract/text/index.ts";
import { PageError } from "#lib/page-error.ts";

/** What a converter thread does with a task. Never throws. */
export function carryOut(task: Task): Outcome {
  try {
    return { result: resultOf(task) };
  } catch (error) {
    if (!(error instanceof PageError)) return { failed: String((error as Error)?.stack ?? error) };
    const { message, statusCode, endedThread } = error;
    return { refused: { message, statusCode, endedThread } };
  }
}

function resultOf(task: Task): Results[Task["kind"]] {
  if (task.kind === "compare")
    return differenceOf(task.surface, unpackTextSync(task.previous), unpackTextSync(task.current), task);
  const { buffer, byteOffset, byteLength } = task.answer.body;
  const body = Buffer.from(buffer, byteOffset, byteLength);
  const answer = { ...task.answer, body };
  if (task.kind === "preview") return previewText(answer, task.options);
  if (task.kind === "convert") return pageText(answer, task.options);
  return extracted(readPage(answer, task.options, task.known?.source ?? null), task.known);
}

function extracted({ content, ...described }: ReadBody, known: KnownText | null): ExtractedText {
  if (content === null) return { ...described, isSame: true };
  const hash = digest("sha256", content, "buffer");
  if (hash.toString("hex") === known?.hash) return { ...described, isSame: true };
  return { ...described, isSame: false, hash, ...packTextSync(content) };
}
