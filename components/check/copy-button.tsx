"use client";

import { useState } from "react";
import { Button, type ButtonProps } from "#components/ui/button.tsx";

const TOLD_MS = 1600;

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, children, ...props }: ButtonProps & { text: () => string }) {
  const [told, setTold] = useState<string | null>(null);
  const copy = async () => {
    const copied = await copyText(text());
    setTold(copied ? "Copied" : "Copying was refused");
    setTimeout(() => setTold(null), TOLD_MS);
  };
  return (
    <Button {...props} onClick={copy}>
      <span aria-live="polite">{told ?? children}</span>
    </Button>
  );
}

/** Whether the browser let us; it may not, outside https and localhost. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
