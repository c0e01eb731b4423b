import { TidemarkError } from "#lib/errors.ts";

/** What a page of a link reads; or, where the link works no more, the sentence that says why. */
export async function orSentence<T extends object>(reading: Promise<T>): Promise<T | string> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TidemarkError && error.code === "NOT_FOUND") return error.message;
    throw error;
  }
}
