// Snapshots of files and folders (`serve -f`), read again when they change. A file that can no longer be decoded keeps
// its last good objects; at the start it is an error.
import { readFileSync } from 'node:fs';
import { decode } from '../kinds/decode/decode.ts';
import { CliError, ExitCode } from '../lib/errors.ts';
import type { Finding } from '../lib/finding.ts';
import { clusterTemplates } from '../objects/cluster-templates.ts';
import type { DiskFiles } from '../snapshot/disk-file.ts';
import { buildSnapshot } from '../snapshot/snapshot.ts';
import { certificatePaths, readDiskFiles } from './disk-files.ts';
import { type FileObjects, fileObjects, type SourceText } from './file-objects.ts';
import { listFiles, listFolders } from './list-files.ts';
import { overrideServices, type ServiceOverride } from './service-overrides.ts';
import type { Source, SourceState } from './source.ts';
import { type FileWatch, watchFiles } from './watch-files.ts';

export interface FileSourceOptions {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly overrides: readonly ServiceOverride[];
  readonly meshConfigText: string | undefined;
  /** Whether policies that are not enforced may be among the objects. */
  readonly allowUnenforced: boolean;
}

/** For objects that name no namespace. */
const DEFAULT_NAMESPACE = 'default';

export class FileSource implements Source {
  readonly #options: FileSourceOptions;
  #fileWatch: FileWatch | undefined;
  /** File -> the last text that could be decoded. */
  #goodTexts = new Map<string, string>();
  #files: DiskFiles = new Map();
  #revision = 0;

  constructor(options: FileSourceOptions) {
    this.#options = options;
  }

  async read(): Promise<SourceState> {
    this.#watchPaths([...this.#files.keys()]);
    const { texts, findings } = await this.#readTexts();
    const input = await fileObjects([...clusterTemplates(), ...texts], DEFAULT_NAMESPACE);
    if (!this.#options.allowUnenforced) refusePolicies(input);
    const paths = certificatePaths(input.objects);
    this.#watchPaths(paths);
    this.#files = readDiskFiles(paths, this.#files);
    const snapshot = buildSnapshot({
      revision: ++this.#revision,
      objects: overrideServices(input.objects, this.#options.overrides),
      origins: input.origins,
      files: this.#files,
      ...(this.#options.meshConfigText !== undefined && { meshConfigText: this.#options.meshConfigText }),
    });
    return { snapshot, findings: [...findings, ...input.findings] };
  }

  watch(onChange: () => void): void {
    this.#fileWatch = watchFiles(onChange);
  }

  check(): void {
    this.#fileWatch?.check();
  }

  close(): void {
    this.#fileWatch?.close();
  }

  /** The texts of all files; for one that cannot be decoded the last good one, with a finding. */
  async #readTexts(): Promise<{ texts: SourceText[]; findings: Finding[] }> {
    const isFirst = this.#revision === 0;
    const texts: SourceText[] = [];
    const findings: Finding[] = [];
    for (const file of this.#options.paths.flatMap(filesOf)) {
      try {
        const text = readText(file);
        if (this.#goodTexts.get(file) !== text) await decode(text, { file });
        texts.push({ file, text });
      } catch (error) {
        if (isFirst || !(error instanceof CliError)) throw error;
        const last = this.#goodTexts.get(file);
        if (last !== undefined) texts.push({ file, text: last });
        findings.push(brokenFile(file, error.message, last !== undefined));
      }
    }
    this.#goodTexts = new Map(texts.map(({ file, text }) => [file, text]));
    return { texts, findings };
  }

  #watchPaths(certificates: readonly string[]): void {
    const served = this.#options.paths.flatMap((path) => [...foldersOf(path), ...filesOf(path)]);
    this.#fileWatch?.setPaths([...served, ...certificates]);
  }
}

/** A policy that is not enforced would let requests pass that it forbids. @throws CliError */
function refusePolicies({ findings }: FileObjects): void {
  const policy = findings.find(({ code }) => code === 'ICTL0005');
  if (policy?.resource === undefined) return;
  const { kind, namespace, name } = policy.resource;
  const place = policy.position === undefined ? '' : `${policy.position.file}:${policy.position.line}: `;
  throw new CliError(`${place}${kind} ${namespace}/${name}: ${policy.message}`, {
    exitCode: ExitCode.badInput,
    hint: 'remove it, or serve without it being enforced: --allow-unenforced',
  });
}

function brokenFile(file: string, message: string, hasLast: boolean): Finding {
  const consequence = hasLast ? 'its last good objects are served' : 'it is left out';
  return {
    code: 'ICTL0061',
    severity: 'error',
    message: `${message}; ${consequence}`,
    position: { file, line: 1, column: 1 },
  };
}

function filesOf(path: string): string[] {
  return readable(path, () => listFiles(path));
}

function foldersOf(path: string): string[] {
  return readable(path, () => listFolders(path));
}

function readText(file: string): string {
  return readable(file, () => readFileSync(file, 'utf8'));
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(`${path} cannot be read: ${message}`, { exitCode: ExitCode.badInput, cause: error });
  }
}
