import { Key } from "#components/keys/key.tsx";
import { Button } from "#components/ui/button.tsx";

/** Says before the first check what the page will show, and offers the next step. */
export function NeverRun({ paused, onRun }: { paused: boolean; onRun: () => void }) {
  return (
    <section aria-labelledby="never-run" className="rounded-md border border-dashed px-4 py-8 sm:px-8">
      <h2 id="never-run" className="font-semibold text-lg">
        Not looked at yet
      </h2>
      <p className="mt-1 max-w-prose text-muted">
        The first check takes a snapshot of every page: each counts as{" "}
        <b className="font-medium text-new">+ new</b>. From the second on, you read here what changed since,
        like this:
      </p>
      <div
        aria-hidden
        className="mt-4 max-w-xl overflow-hidden rounded-md border font-mono text-xs leading-5"
      >
        <div className="bg-gone-line px-3">
          <span className="text-error">−</span> Starter costs{" "}
          <span className="rounded-sm bg-gone-word px-0.5">$19</span> a month
        </div>
        <div className="bg-came-line px-3">
          <span className="text-new">+</span> Starter costs{" "}
          <span className="rounded-sm bg-came-word px-0.5">$24</span> a month
        </div>
      </div>
      <p className="mt-5 flex items-center gap-3 text-muted text-sm">
        {paused ? (
          "Resume the monitor, then run it."
        ) : (
          <>
            <Button onClick={onRun}>Take the first snapshot</Button>
            <span className="hidden sm:inline">
              or press <Key>R</Key>
            </span>
          </>
        )}
      </p>
    </section>
  );
}
