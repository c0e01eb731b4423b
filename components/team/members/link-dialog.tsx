"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";

export type OneLink = { link: string; expiresAt: string };

/** Shows a link that works once and is kept nowhere in readable form. */
export function LinkDialog({
  link,
  close,
  title,
  about,
}: {
  link: OneLink | null;
  close: () => void;
  title: string;
  about: string;
}) {
  return (
    <Dialog open={link !== null} onOpenChange={close}>
      <DialogContent title={title} description={about}>
        {link && <TheLink link={link.link} />}
      </DialogContent>
    </Dialog>
  );
}

/** The link with what to do with it. Mails are not sent yet: whoever made it hands it over. */
export function TheLink({ link }: { link: string }) {
  return (
    <div className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-border-strong bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 break-all font-mono text-sm">{link}</code>
        <CopyButton text={link} label="Copy link" autoFocus />
      </div>
      <p className="text-muted text-sm">
        Send it to them yourself, by a way that nobody else reads. It is shown this once.
      </p>
      <div className="flex justify-end">
        <DialogClose>
          <Button>Done</Button>
        </DialogClose>
      </div>
    </div>
  );
}
