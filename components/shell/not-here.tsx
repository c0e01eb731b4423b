import Link from "next/link";
import { DeadEnd } from "#components/shell/dead-end.tsx";
import { Button } from "#components/ui/button.tsx";

/** Shown at an address of the dashboard that never led to anything, or does so no more since somebody deleted it. */
export function NotHere() {
  return (
    <DeadEnd
      title="This is not here, or not any more"
      actions={
        <Button asChild variant="primary">
          <Link href="/monitors">Go to the monitors</Link>
        </Button>
      }
    >
      <p>
        Nothing of your team has this address. A monitor that was deleted took its checks with it; a link may
        also belong to another team.
      </p>
    </DeadEnd>
  );
}
