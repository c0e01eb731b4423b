import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { AnswerReader } from "./answer-reader.ts";

/** A connection for one request, whose answer is put in order before anybody reads it. */
export class TidiedSocket extends Duplex {
  readonly #socket: Socket;
  readonly #reader: AnswerReader;
  #isFinished = false;

  constructor(socket: Socket, longestHead: number) {
    super();
    this.#socket = socket;
    this.#reader = new AnswerReader(longestHead);
    socket.on("data", (piece: Buffer) => this.#take(piece));
    socket.on("end", () => this.#ended());
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.#ended());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(piece: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(piece, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #take(piece: Buffer): void {
    this.#orBreak(() => {
      for (const tidied of this.#reader.take(piece)) if (!this.push(tidied)) this.#socket.pause();
      if (this.#reader.isDone) this.#finish();
    });
  }

  #ended(): void {
    this.#orBreak(() => {
      this.#reader.end();
      this.#finish();
    });
  }

  #finish(): void {
    this.#isFinished = true;
    this.push(null);
  }

  #orBreak(step: () => void): void {
    if (this.#isFinished || this.destroyed) return;
    try {
      step();
    } catch (error) {
      this.destroy(error as Error);
    }
  }
}
