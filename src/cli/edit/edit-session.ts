import type { KubeObject } from '../../kinds/object.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import type { CliContext } from '../command.ts';
import { findingText } from '../output/finding-text.ts';
import { paintFor } from '../output/paint.ts';
import { EditFile } from './edit-file.ts';
import { isEmpty, objectsText, withComments, withoutComments } from './edit-text.ts';
import { type EditedObject, readEdited } from './edited-objects.ts';
import { editFile } from './editor.ts';

type Outcome = 'stored' | 'no changes made' | 'saved file was empty';
type Store = (changed: readonly EditedObject[]) => Promise<void>;

/** One file, and the editor that is opened on it until the text can be stored. */
export class EditSession {
  readonly #original: string;
  readonly #file: EditFile;
  readonly #format: 'yaml' | 'json';
  readonly #context: CliContext;
  /** The text as the editor was last given it, without our comments. */
  #given: string;

  constructor(objects: readonly KubeObject[], format: 'yaml' | 'json', context: CliContext) {
    this.#original = objectsText(objects, format);
    this.#given = this.#original;
    this.#format = format;
    this.#file = new EditFile(format, context);
    this.#context = context;
  }

  /** @throws what `store` throws that no other text could mend; then the text is kept */
  async run(store: Store): Promise<Outcome> {
    // JSON has no comments; they are written only where there is something wrong to say.
    this.#file.write(this.#format === 'yaml' ? withComments(this.#original) : this.#original);
    try {
      const outcome = await this.#editUntilStored(store);
      this.#file.remove();
      return outcome;
    } catch (error) {
      this.#keepText();
      throw error;
    }
  }

  async #editUntilStored(store: Store): Promise<Outcome> {
    for (let isFirst = true; ; isFirst = false) {
      await editFile(this.#file.path, this.#context);
      const text = withoutComments(this.#file.read());
      if (isEmpty(text)) return 'saved file was empty';
      if (text === this.#given) {
        if (isFirst) return 'no changes made';
        throw new CliError('edit cancelled, no valid changes were saved', { exitCode: ExitCode.badInput });
      }
      const edited = await readEdited(text, this.#original, this.#file.path);
      if (edited.status === 'usable' && edited.changed.length === 0) return 'no changes made';
      const faults = edited.status === 'usable' ? await faultsOfStoring(store, edited.changed) : edited.faults;
      if (faults.length === 0) return 'stored';
      await this.#giveBack(text, faults);
    }
  }

  /** Writes the text with what is wrong at its top. The text moves down by that, so it is read again to say where. */
  async #giveBack(text: string, faults: EditedFaults): Promise<void> {
    const header = withComments('', await this.#textsOf(faults));
    const moved = '\n'.repeat(header.split('\n').length - 1) + text;
    const again = await readEdited(moved, this.#original, this.#file.path);
    const placed = again.status === 'unusable' ? again.faults : faults;
    this.#given = text;
    this.#file.write(withComments(text, await this.#textsOf(placed)));
  }

  async #textsOf(faults: EditedFaults): Promise<readonly string[]> {
    const paint = await paintFor({ write: () => undefined }, {}, false);
    return faults.map((fault) => (typeof fault === 'string' ? `error: ${fault}` : findingText(fault, paint)));
  }

  /** Nobody wants to type it again. Where nothing was typed there is nothing to keep. */
  #keepText(): void {
    let text: string;
    try {
      text = withoutComments(this.#file.read());
    } catch {
      return; // the editor has removed the file
    }
    if (text === this.#original || isEmpty(text)) this.#file.remove();
    else this.#context.stderr.write(`A copy of your changes has been stored to "${this.#file.path}"\n`);
  }
}

type EditedFaults = readonly (string | Finding)[];

/** What another text could mend is a fault of this one; all else is thrown. */
async function faultsOfStoring(store: Store, changed: readonly EditedObject[]): Promise<readonly string[]> {
  try {
    await store(changed);
    return [];
  } catch (error) {
    if (error instanceof ApiError && ['Invalid', 'Forbidden', 'BadRequest'].includes(error.reason)) {
      return [error.message];
    }
    throw error;
  }
}
