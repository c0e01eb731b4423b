"use client";

import { KeyExamples } from "#components/team/key-examples.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DialogClose } from "#components/ui/dialog.tsx";

/** Shows a key that was made just now, with what to do with it. */
export function NewKey({
  apiKey,
  origin,
  warned,
  onCopied,
}: {
  apiKey: string;
  origin: string;
  /** Whether somebody was about to close the dialog without having copied the key. */
  warned: boolean;
  onCopied: () => void;
}) {
  return (
    <div className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-border-strong bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="break-all font-mono text-sm" onCopy={onCopied}>
          {apiKey}
        </code>
        <CopyButton text={apiKey} label="Copy key" onCopied={onCopied} autoFocus />
      </div>
      <KeyExamples origin={origin} apiKey={apiKey} onCopied={onCopied} />
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        {warned && (
          <p role="alert" className="font-medium text-sm">
            You have not copied the key yet. Once closed, it cannot be shown again.
          </p>
        )}
        <DialogClose>
          <Button>{warned ? "Close anyway" : "Done"}</Button>
        </DialogClose>
      </div>
    </div>
  );
}
