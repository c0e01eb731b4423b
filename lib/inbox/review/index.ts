export { exportReview } from "#lib/inbox/review/export-review.ts";
export { readNumbers } from "#lib/inbox/review/numbers.ts";
