/** Joins class names. No two of them may be about the same thing: which of them won would be up to the style sheet. */
export { clsx as cn } from "clsx";
