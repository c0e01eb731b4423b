export { assertRunnable } from "#lib/target/assert-runnable.ts";
