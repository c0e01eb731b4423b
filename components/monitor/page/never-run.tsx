import { Key } from "#components/keys/key.tsx";
import { ActButton } from "#components/shell/act-button.tsx";

/** Says before the first check what the page will show, and offers the next step. */
export function NeverRun({ paused, onRun }: { paused: boolean; onRun: () => void }) {
  return (
    <section
      aria-labelledby="never-run"
      className="grid h-full content-center gap-x-10 gap-y-2 rounded-md border border-dashed px-4 py-3 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="grid content-center gap-1">
        <h2 id="never-run" className="font-semibold text-lg">
          Not looked at yet
        </h2>
        <p className="max-w-prose text-muted text-sm">
          The first check takes a snapshot of every page. From the second on, what changed since stands here.
        </p>
        <p className="mt-1 flex items-center gap-3 text-muted text-sm">
          {paused ? (
            "Resume the monitor, then run it."
          ) : (
            <>
              <ActButton action="runMonitor" onClick={onRun}>
                Take the first snapshot
              </ActButton>
              <span className="hidden sm:inline">
                or press <Key>R</Key>
              </span>
            </>
          )}
        </p>
      </div>
      <div
        aria-hidden
        className="hidden w-80 self-center overflow-hidden rounded-md border font-mono text-xs leading-6 lg:block"
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
    </section>
  );
}
