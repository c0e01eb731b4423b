import { inPlain, leftOut, MARKS, moreInWords, nameOfPage, oneLine } from "#lib/report/channels/words.ts";
import type { Report } from "#lib/report/model.ts";

/** A longer message becomes an attachment. In bytes of UTF-8. */
const MOST_BYTES = 4096;
const MOST_CHANGES = 10;

export type NtfyMessage = {
  topic: string;
  title: string;
  message: string;
  tags: string[];
  priority: number;
  click: string;
};

/** A report as ntfy publishes it. It goes as JSON, since headers carry no more than ASCII. */
export function ntfyMessage(report: Report, { topic }: { topic: string }): NtfyMessage {
  const fails = report.changes.some(({ kind }) => kind === "failed");
  const [only] = report.changes;
  const isAlone = report.changes.length === 1 && report.more === 0;
  return {
    topic,
    title: oneLine(`${report.monitor.name}: ${report.title}`, 250),
    message: messageOf(report),
    tags: [fails ? "warning" : "memo"],
    priority: fails ? 4 : 3,
    click: isAlone && only ? only.link : report.check.link,
  };
}

function messageOf(report: Report): string {
  const said = report.changes
    .slice(0, MOST_CHANGES)
    .map((change) => `${MARKS[change.kind]} ${nameOfPage(change, 100)}\n${inPlain(change)}`);
  for (let shown = said.length; shown > 0; shown--) {
    const more = leftOut(report, shown);
    const message = [...said.slice(0, shown), ...(more > 0 ? [moreInWords(more)] : [])].join("\n");
    if (Buffer.byteLength(message) <= MOST_BYTES) return message;
  }
  return report.changes.length + report.more > 0
    ? moreInWords(report.changes.length + report.more)
    : oneLine(report.title, 500);
}
