"use client";

import { Tabs } from "radix-ui";
import { useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** Shows code to paste that makes a first monitor with a key, by the SDK and by cURL. */
export function KeyExamples({
  origin,
  apiKey,
  onCopied,
}: {
  origin: string;
  apiKey: string;
  onCopied?: () => void;
}) {
  const [shown, setShown] = useState("JavaScript");
  const examples = [
    { name: "JavaScript", code: javascript(origin, apiKey) },
    { name: "cURL", code: curl(origin, apiKey) },
  ];
  const code = examples.find(({ name }) => name === shown)?.code ?? "";
  return (
    <Tabs.Root value={shown} onValueChange={setShown} className="min-w-0 rounded-md border bg-surface">
      <div className="flex items-center justify-between border-b pr-1.5 pl-1">
        <Tabs.List aria-label="Example" className="flex gap-1 self-stretch">
          {examples.map(({ name }) => (
            <Tabs.Trigger
              key={name}
              value={name}
              className="-mb-px -outline-offset-2 h-10 border-transparent border-b-2 px-2 text-muted text-sm hover:text-foreground data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-foreground pointer-coarse:h-13"
            >
              {name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <CopyButton text={code} label="Copy example" {...(onCopied && { onCopied })} />
      </div>
      {examples.map(({ name, code }) => (
        <Tabs.Content key={name} value={name} className="rounded-b-md">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
          <pre tabIndex={0} className="overflow-x-auto p-3 font-mono text-xs leading-relaxed">
            <code>{code}</code>
          </pre>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function javascript(origin: string, apiKey: string): string {
  return `// npm install firecrawl
import { Firecrawl } from "firecrawl";

const tidemark = new Firecrawl({
  apiUrl: "${origin}",
  apiKey: "${apiKey}",
});

const monitor = await tidemark.createMonitor({
  name: "Example",
  schedule: { text: "every 30 minutes" },
  targets: [{ type: "scrape", urls: ["https://example.com"] }],
});
await tidemark.runMonitor(monitor.id);`;
}

function curl(origin: string, apiKey: string): string {
  return `curl ${origin}/api/v2/monitor \\
  -H "Authorization: Bearer ${apiKey}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "name": "Example",
    "schedule": { "text": "every 30 minutes" },
    "targets": [{ "type": "scrape", "urls": ["https://example.com"] }]
  }'`;
}
