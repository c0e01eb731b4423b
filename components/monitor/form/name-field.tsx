"use client";

import { useRef } from "react";
import { Field, inputClass } from "#components/ui/field.tsx";

/** What the monitor is called. Until somebody names it, it has the name that is proposed. */
export function NameField({
  name,
  proposed,
  isTitle,
  error,
  onChange,
}: {
  name: string | null;
  proposed: string;
  isTitle: boolean;
  error: string | undefined;
  onChange: (name: string | null) => void;
}) {
  const isProposed = name === null && proposed !== "";
  const isClicked = useRef(false);
  return (
    <Field
      label="Name"
      error={error}
      hint={
        isProposed
          ? `Proposed from the page’s ${isTitle ? "title" : "address"}; write another one if you like.`
          : undefined
      }
    >
      {(wiring) => (
        <input
          {...wiring}
          value={name ?? proposed}
          onChange={(event) => onChange(event.target.value)}
          // Whoever writes another name need not take the proposed one away first; one click leaves it selected.
          onFocus={(event) => {
            if (isProposed) event.currentTarget.select();
            isClicked.current = isProposed;
          }}
          onMouseUp={(event) => {
            if (isClicked.current) event.preventDefault();
            isClicked.current = false;
          }}
          // An emptied field has the proposal again, once nobody is writing in it.
          onBlur={() => name?.trim() === "" && proposed !== "" && onChange(null)}
          autoComplete="off"
          placeholder="Acme pricing"
          className={inputClass}
        />
      )}
    </Field>
  );
}
