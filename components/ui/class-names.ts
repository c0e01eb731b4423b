/** Joins class names. No two of them may set the same property, since the style sheet would decide which one wins. */
export { clsx as cn } from "clsx";
