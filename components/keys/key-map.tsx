"use client";

import { useState } from "react";
import { Key } from "#components/keys/key.tsx";
import { KEYS } from "#components/keys/map.ts";
import { useKeys, useKeysOnScreen } from "#components/keys/use-keys.ts";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";

/** ? shows the keys that the screen answers. */
export function KeyMap() {
  const [open, setOpen] = useState(false);
  const actions = useKeysOnScreen();
  useKeys({ keys: () => setOpen(true) });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogContent title="Keys of this screen" description="They mean the same everywhere.">
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
          {actions.map((action) => (
            <div key={action} className="contents">
              <dt className="text-right">
                <Key>{KEYS[action].key}</Key>
              </dt>
              <dd>{KEYS[action].word}</dd>
            </div>
          ))}
          <div className="contents">
            <dt className="text-right">
              <Key>⌘K</Key> <Key>Ctrl K</Key>
            </dt>
            <dd>Find a monitor or a page, or do something</dd>
          </div>
        </dl>
      </DialogContent>
    </Dialog>
  );
}
