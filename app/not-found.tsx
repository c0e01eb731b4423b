import type { Metadata } from "next";
import Link from "next/link";
import { DeadEnd } from "#components/shell/dead-end.tsx";
import { Button } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
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
    </main>
  );
}
