"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Puts a text on the clipboard and says so for a moment; `onCopied` is told when it did. */
export function CopyButton({
  text,
  label,
  onCopied,
  autoFocus,
}: {
  text: string;
  /** What is copied: "Copy key". */
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

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http on another host than localhost has no clipboard API; the old way still works there.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const listener = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", listener, { once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", listener);
  return copied;
}
