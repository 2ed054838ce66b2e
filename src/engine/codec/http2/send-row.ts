import type { OutgoingBody } from './outgoing-body.ts';

/** Bodies that wait for a window or for the socket, in turns. */
export class SendRow {
  readonly #bodies: OutgoingBody[] = [];

  add(body: OutgoingBody): void {
    this.#bodies.push(body);
  }

  /** Lets them go on, a frame each in turn, as far as windows and the socket allow. */
  proceed(): void {
    const bodies = this.#bodies;
    for (let progress = true; progress && bodies.length > 0; ) {
      progress = false;
      for (let left = bodies.length; left > 0; left--) {
        const body = bodies.shift() as OutgoingBody;
        const { sent } = body;
        if (body.proceed()) bodies.push(body);
        else body.unparked();
        if (body.sent > sent) progress = true;
      }
    }
  }
}
