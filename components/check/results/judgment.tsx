import type { CheckPageAnswer } from "#lib/page/model.ts";

/** What the judge made of a change, in its own words. */
export function Judgment({ judgment }: { judgment: NonNullable<CheckPageAnswer["judgment"]> }) {
  return (
    <p className="px-3 py-2 text-sm">
      <strong className="font-medium">
        Judged {judgment.meaningful ? "meaningful" : "not meaningful"} ({judgment.confidence} confidence).
      </strong>{" "}
      <span className="text-muted">{judgment.reason}</span>
    </p>
  );
}
