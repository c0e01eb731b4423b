import { errors } from "undici";
import { ChunkReader } from "./chunks.ts";
import { readFields, writeFields } from "./field-lines.ts";
import { FRAMING_FIELDS, type Framing, framingOf } from "./framing.ts";
import { UnreadableError } from "./unreadable-error.ts";

/** Of the connection alone, which serves one answer. */
const ofConnection = new Set(["connection", "keep-alive", "proxy-connection", "trailer", "upgrade"]);
/** Browsers let up to four strange bytes stand before the first line. */
const statusLine = /^[^\n]{0,4}?(?:HTTP\/\d+(?:\.\d+)?|ICY)[ \t]+(\d{3})(?!\d)/i;
const endOfHead = /\n\r*\n/;

/** Turns the bytes of one answer, however untidy, into those that a strict parser reads in the same way as browsers do. */
export class AnswerReader {
  readonly #longestHead: number;
  #head: Buffer = Buffer.alloc(0);
  #body: { framing: Framing; left: number; chunks: ChunkReader } | undefined;

  constructor(longestHead: number) {
    this.#longestHead = longestHead;
  }

  /** Whether all of the answer has come. */
  get isDone(): boolean {
    if (!this.#body) return false;
    const { framing, left, chunks } = this.#body;
    return framing.kind === "chunked" ? chunks.isDone : framing.kind === "length" && left === 0;
  }

  /** To be called when the connection has ended. @throws what says why the answer is none, or is not whole */
  end(): void {
    if (this.isDone || this.#body?.framing.kind === "rest") return;
    if (this.#head.length > 0) statusOf(this.#head.toString("latin1"));
    throw new errors.SocketError("cut off");
  }

  /** What a piece of the answer becomes. @throws what says why it cannot be read */
  take(piece: Buffer): Buffer[] {
    if (this.#body) return this.#takeBody(piece);
    this.#head = Buffer.concat([this.#head, piece]);
    const text = this.#head.toString("latin1").replace(/^[\r\n]+/, "");
    const end = endOfHead.exec(text);
    const length = end ? end.index + end[0].length : text.length;
    if (length > this.#longestHead) throw new errors.HeadersOverflowError();
    if (!end) {
      // What is not HTTP may never come to an empty line.
      if (text.includes("\n")) statusOf(text);
      return [];
    }
    const rest = Buffer.from(text.slice(length), "latin1");
    this.#head = Buffer.alloc(0);
    return [...this.#readHead(text.slice(0, end.index)), ...(rest.length > 0 ? this.take(rest) : [])];
  }

  #readHead(head: string): Buffer[] {
    const [first = "", ...lines] = head.split("\n").map((line) => line.replace(/\r+$/, ""));
    const status = statusOf(first);
    if (status === 101) throw new UnreadableError("UNASKED_UPGRADE", head);
    // Interim answers say nothing that is wanted.
    if (status < 200) return [];
    const fields = readFields(lines);
    const isBare = status === 204 || status === 304;
    const framing: Framing = isBare ? { kind: "length", bytes: 0 } : framingOf(fields);
    const left = framing.kind === "length" ? framing.bytes : 0;
    this.#body = { framing, left, chunks: new ChunkReader() };
    const kept = fields.filter(({ name }) => !FRAMING_FIELDS.has(name) && !ofConnection.has(name));
    if (framing.kind === "length") kept.push({ name: "content-length", value: String(left) });
    kept.push({ name: "connection", value: "close" });
    return [Buffer.from(`HTTP/1.1 ${status} \r\n${writeFields(kept)}\r\n`, "latin1")];
  }

  #takeBody(piece: Buffer): Buffer[] {
    if (!this.#body) return [];
    const { framing, chunks, left } = this.#body;
    if (framing.kind === "rest") return [piece];
    if (framing.kind === "chunked") return chunks.take(piece);
    const data = piece.subarray(0, left);
    this.#body.left -= data.length;
    return data.length > 0 ? [data] : [];
  }
}

function statusOf(line: string): number {
  const status = statusLine.exec(line)?.[1];
  if (status === undefined || status < "100") throw new UnreadableError("NOT_HTTP", line.slice(0, 100));
  return Number(status);
}
