"use client";

import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";

/** Leaves the team after a question. */
export function LeaveTeam({ leave }: { leave: () => Promise<void> }) {
  return (
    <Confirm
      trigger={<Button variant="danger">Leave this team</Button>}
      title="Leave this team"
      consequence="You see nothing of it from then on, programs with a key of yours are refused, and your open changes are nobody's. Somebody has to invite you to come back."
      verb="Leave team"
      act={leave}
    />
  );
}
