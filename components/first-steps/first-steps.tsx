"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { RunDemo } from "#components/first-steps/run-demo.tsx";
import { Step } from "#components/first-steps/step.tsx";
import { TriedPage } from "#components/first-steps/tried-page.tsx";
import { useLooksAgain } from "#components/first-steps/use-looks-again.ts";
import { useTrial } from "#components/first-steps/use-trial.ts";
import type { FirstStepsView } from "#components/first-steps/view.ts";
import { WatchPage } from "#components/first-steps/watch-page.tsx";
import { Button } from "#components/ui/button.tsx";

/** What somebody new does first, on one line, until all of it is done or they hide it. */
export function FirstSteps({ steps: { read, run, watch } }: { steps: FirstStepsView }) {
  const [hidden, setHidden] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const trial = useTrial(setRefusal);
  const awaitsChange = !read.done && !read.href && run.demoId !== null;
  useLooksAgain(awaitsChange && !hidden);
  if (hidden) return null;
  const hide = () => {
    setHidden(true);
    // Should it not be heard, the line is there again at the next visit, and can be hidden again.
    api("/v2/team/first-steps", { method: "POST", body: { to: "over" } }).catch(() => {});
  };
  return (
    <section aria-label="First steps" className="mt-4 mb-1 rounded-md border bg-surface py-2 pr-2 pl-3">
      <div className="flex items-start gap-3">
        <ol className="flex min-w-0 flex-1 flex-col gap-x-7 gap-y-2 lg:flex-row lg:items-center">
          <Step number={1} done={read.done}>
            {read.href ? (
              <Link href={read.href} className="text-accent underline underline-offset-2">
                Read a change
              </Link>
            ) : (
              "Read a change"
            )}
          </Step>
          {run.demoId && (
            <Step number={2} done={run.done} label="Run the demo">
              <RunDemo demoId={run.demoId} refuse={setRefusal} />
            </Step>
          )}
          <Step number={run.demoId ? 3 : 2} done={watch.done} label="Watch a page of yours" grows>
            {!watch.done && <WatchPage trial={trial} refuse={setRefusal} />}
          </Step>
        </ol>
        <Button variant="quiet" size="icon" onClick={hide} aria-label="Hide the first steps">
          <X />
        </Button>
      </div>
      {!watch.done && <TriedPage trial={trial} />}
      {refusal && (
        <p role="alert" className="mt-2 rounded-md bg-error-soft px-3 py-2 text-error text-sm">
          {refusal}
        </p>
      )}
    </section>
  );
}
