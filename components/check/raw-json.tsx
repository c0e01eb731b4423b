"use client";

import { lazy, Suspense, useState } from "react";
import { checkPath } from "#components/check/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

const RawJsonText = lazy(async () => ({
  default: (await import("#components/check/raw-json-text.tsx")).RawJsonText,
}));

/** The API's own answer of a check, to look at, copy, or ask for oneself. */
export function RawJson({ check }: { check: CheckAnswer }) {
  const [open, setOpen] = useState(false);
  const path = checkPath(check.monitorId, check.id);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button>Raw JSON</Button>
      </DialogTrigger>
      <DialogContent
        title="What the API answers"
        width="widest"
        description={
          <a
            href={`/api${path}`}
            className="font-mono text-accent text-xs [overflow-wrap:anywhere] hover:underline"
          >
            GET /api{path}
          </a>
        }
      >
        <Suspense fallback={<Skeleton className="h-72" />}>
          <RawJsonText path={path} queryKey={["check", check.id, "raw"]} />
        </Suspense>
      </DialogContent>
    </Dialog>
  );
}
