"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DialogClose } from "#components/ui/dialog.tsx";
import type { FeedLinks } from "#lib/feed/model.ts";

/** Shows the addresses of a feed that was made just now. */
export function NewFeed({
  links: { atom, json },
  warned,
  onCopied,
}: {
  links: FeedLinks;
  /** Whether somebody was about to close the dialog without having copied an address. */
  warned: boolean;
  onCopied: () => void;
}) {
  return (
    <div className="grid min-w-0 gap-4">
      <Address name="Atom" note="read by every feed reader" url={atom} onCopied={onCopied} autoFocus />
      <Address name="JSON Feed" note="for programs" url={json} onCopied={onCopied} />
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        {warned && (
          <p role="alert" className="font-medium text-sm">
            You have not copied an address yet. Once closed, they cannot be shown again.
          </p>
        )}
        <DialogClose>
          <Button>{warned ? "Close anyway" : "Done"}</Button>
        </DialogClose>
      </div>
    </div>
  );
}

function Address({
  name,
  note,
  url,
  onCopied,
  autoFocus = false,
}: {
  name: string;
  note: string;
  url: string;
  onCopied: () => void;
  autoFocus?: boolean;
}) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <p className="text-sm">
        <span className="font-medium">{name}</span> <span className="text-muted">{note}</span>
      </p>
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-border-strong bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="break-all font-mono text-sm" onCopy={onCopied}>
          {url}
        </code>
        <CopyButton text={url} label={`Copy ${name} address`} onCopied={onCopied} autoFocus={autoFocus} />
      </div>
    </div>
  );
}
