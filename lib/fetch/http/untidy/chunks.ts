import { UnreadableError } from "./unreadable-error.ts";

/** No size with its extensions is longer, nor is a trailer, unless somebody means harm. */
const longestLine = 16 * 1024;

/** Takes the chunks of a body apart (RFC 9112 §7.1), whose lines may end in LF alone. */
export class ChunkReader {
  #line = "";
  /** Of the chunk that is being read. */
  #left = 0;
  #state: "size" | "data" | "end of data" | "trailer" | "done" = "size";

  get isDone(): boolean {
    return this.#state === "done";
  }

  /** What a piece of the body carries. @throws UnreadableError "NOT_HTTP" */
  take(piece: Buffer): Buffer[] {
    const carried: Buffer[] = [];
    for (let at = 0; at < piece.length && this.#state !== "done"; ) {
      if (this.#state === "data") {
        const data = piece.subarray(at, at + this.#left);
        carried.push(data);
        at += data.length;
        this.#left -= data.length;
        if (this.#left === 0) this.#state = "end of data";
      } else {
        const end = piece.indexOf("\n", at);
        const next = end < 0 ? piece.length : end + 1;
        this.#line += piece.toString("latin1", at, next);
        if (this.#line.length > longestLine) throw invalidChunk();
        if (end >= 0) this.#read(this.#line.trim());
        at = next;
      }
    }
    return carried;
  }

  #read(line: string): void {
    this.#line = "";
    if (this.#state === "size") {
      const size = /^0*([\da-f]{1,12})[ \t]*(?:;|$)/i.exec(line)?.[1];
      if (size === undefined) throw invalidChunk();
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left > 0 ? "data" : "trailer";
    } else if (this.#state === "end of data") {
      if (line !== "") throw invalidChunk();
      this.#state = "size";
    } else if (line === "") this.#state = "done";
  }
}

const invalidChunk = () => new UnreadableError("NOT_HTTP", "not a chunk");
