"use client";

import { ChevronsUpDown } from "lucide-react";
import { lazy, type RefObject, Suspense, useRef, useState } from "react";
import { spoken } from "#components/monitor/time-zone.ts";
import { cn } from "#components/ui/class-names.ts";
import { Field, inputClass } from "#components/ui/field.tsx";

const load = () => import("#components/monitor/form/zone-list.tsx");
const ZoneList = lazy(async () => ({ default: (await load()).ZoneList }));

/** The time zone a schedule is meant in, found by typing a part of its city. */
export function ZoneSelect({
  value,
  browserZone,
  error,
  onChange,
}: {
  value: string;
  browserZone: string;
  error: string | undefined;
  onChange: (zone: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (open && !used) setUsed(true);
  const choose = (zone: string) => {
    onChange(zone);
    setOpen(false);
  };
  return (
    <Field label="Time zone" error={error}>
      {(wiring) => (
        <>
          <button
            {...wiring}
            ref={button}
            type="button"
            role="combobox"
            aria-expanded={open}
            aria-haspopup="dialog"
            aria-controls={open ? `${wiring.id}-zones` : undefined}
            onPointerEnter={load}
            onFocus={load}
            onClick={() => setOpen(!open)}
            className={cn(inputClass, "flex items-center justify-between gap-2 text-left")}
          >
            <span className="truncate">{spoken(value)}</span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
          </button>
          {used && (
            <Suspense fallback={null}>
              <ZoneList
                id={`${wiring.id}-zones`}
                open={open}
                onOpenChange={setOpen}
                button={button as RefObject<HTMLButtonElement>}
                value={value}
                browserZone={browserZone}
                choose={choose}
              />
            </Suspense>
          )}
        </>
      )}
    </Field>
  );
}
