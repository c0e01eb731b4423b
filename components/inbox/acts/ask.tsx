"use client";

import type { Acting } from "#components/inbox/acts/acting.ts";
import type { Asking } from "#components/inbox/acts/asked.ts";
import { AssignChooser } from "#components/inbox/acts/assign-chooser.tsx";
import { SnoozeChooser } from "#components/inbox/acts/snooze-chooser.tsx";
import { LabelChooser } from "#components/inbox/labels/label-chooser.tsx";
import { ReasonAsker } from "#components/inbox/labels/reason-asker.tsx";
import type { PersonAnswer } from "#components/inbox/model.ts";

/** Asks to whom, until when, what it is, or why; then acts. */
export function Ask({
  asking: { what, items },
  me,
  act,
  close,
}: {
  asking: Asking;
  me: PersonAnswer;
  act: Acting["act"];
  close: () => void;
}) {
  const props = { items, act, close };
  switch (what) {
    case "assign":
      return <AssignChooser {...props} me={me} />;
    case "snooze":
      return <SnoozeChooser {...props} />;
    case "label":
      return <LabelChooser {...props} />;
    default:
      return <ReasonAsker {...props} as={what} />;
  }
}
