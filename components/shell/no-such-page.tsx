import Link from "next/link";
import { DeadEnd } from "#components/shell/dead-end.tsx";
import { Button } from "#components/ui/button.tsx";

/** Shown at an address that never led anywhere. */
export function NoSuchPage() {
  return (
    <DeadEnd
      title="There is no such page"
      actions={
        <Button asChild variant="primary">
          <Link href="/monitors">Go to the monitors</Link>
        </Button>
      }
    >
      <p>The address may have a typing error, or what it led to was deleted.</p>
    </DeadEnd>
  );
}
