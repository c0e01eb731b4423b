import { notFound } from "next/navigation";
import { TidemarkError } from "#lib/errors.ts";

/** What a page reads; when it is not there, or not this team's, the page is the not-found one. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TidemarkError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
