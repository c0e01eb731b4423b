"use client";

import { Download } from "lucide-react";
import { exportAddress, type ShownFilter } from "#components/team/audit/audit-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";

const FORMATS = [
  ["csv", "CSV, for a spreadsheet"],
  ["jsonl", "JSON lines, for a program"],
] as const;

/** Saves what the filters leave, all of it and not only what has been loaded. */
export function ExportMenu({ filter }: { filter: ShownFilter }) {
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      {FORMATS.map(([format, label]) => (
        <MenuItem key={format} asChild>
          <a href={exportAddress(filter, format)} download>
            {label}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
