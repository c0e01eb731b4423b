"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { copyText } from "#components/ui/copy-text.ts";

/** Puts a text on the clipboard and says so for a moment. `onCopied` is called when it worked. */
export function CopyButton({
  text,
  label,
  onCopied,
  autoFocus,
}: {
  text: string;
  /** The words of the button, such as "Copy key". */
  label: string;
  onCopied?: () => void;
  autoFocus?: boolean;
}) {
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), 2500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    const copied = await copyText(text);
    setState(copied ? "copied" : "refused");
    if (copied) onCopied?.();
  };
  const words = { ready: label, copied: "Copied", refused: "Select and copy it" }[state];
  return (
    <Button size="small" onClick={copy} autoFocus={autoFocus}>
      {state === "copied" ? <Check /> : <Copy />}
      <span aria-live="polite">{words}</span>
    </Button>
  );
}
