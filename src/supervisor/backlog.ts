/**
 * Work that can wait: done piece by piece when the host has time, by its own `defer`.
 *
 * Whatever is in here may be late, or never be done; what an event needs is done by whoever answers the event.
 */
export type Defer = (work: () => void) => void;

/** A piece of work; true when there is more of it. */
export type Piece = () => boolean;

export class Backlog {
  readonly #defer: Defer;
  readonly #onTrouble: (trouble: unknown) => void;
  readonly #pieces: Piece[] = [];
  #isDue = false;

  constructor(defer: Defer, onTrouble: (trouble: unknown) => void) {
    this.#defer = defer;
    this.#onTrouble = onTrouble;
  }

  /** Work that waits already is not added again. */
  add(piece: Piece): void {
    if (!this.#pieces.includes(piece)) this.#pieces.push(piece);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isDue || this.#pieces.length === 0) return;
    this.#isDue = true;
    this.#defer(() => {
      this.#isDue = false;
      this.#work();
      this.#schedule();
    });
  }

  #work(): void {
    const piece = this.#pieces.shift();
    try {
      if (piece?.()) this.#pieces.unshift(piece);
    } catch (trouble) {
      // nobody called: it is reported, and not done
      this.#onTrouble(trouble);
    }
  }
}
