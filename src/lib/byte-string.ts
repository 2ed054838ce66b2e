/**
 * Text as it goes over the wire: its UTF-8 bytes, one a character, as header values and paths of messages are held.
 * `é` gives `Ã©`; ASCII stays as it is. Whatever a configuration compares with a message is written so first.
 */
export function byteString(text: string): string {
  return /[\u0080-\uffff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
}
