/** What becomes of a check that is ended before it is done. */
export const ENDED_EARLY =
  "Pages already done are kept and charged; the rest is not fetched, and its credits are released.";

export const CANCEL_WORDS = {
  title: "Cancel this check?",
  consequence: ENDED_EARLY,
  verb: "Cancel the check",
  keep: "Keep it running",
};
