// Sprig, the library of functions that Helm and Istio give to templates (Masterminds/sprig v3): what configuration needs.
import type { FunctionTable } from '../template-function.ts';
import { sprigDictionaries } from './sprig-dictionaries.ts';
import { sprigEncodings } from './sprig-encodings.ts';
import { sprigLists } from './sprig-lists.ts';
import { sprigLogic } from './sprig-logic.ts';
import { sprigNumbers } from './sprig-numbers.ts';
import { sprigRegexes } from './sprig-regexes.ts';
import { sprigStrings } from './sprig-strings.ts';

export const sprigFunctions: FunctionTable = {
  ...sprigStrings,
  ...sprigLists,
  ...sprigDictionaries,
  ...sprigNumbers,
  ...sprigLogic,
  ...sprigEncodings,
  ...sprigRegexes,
};

/** Left out on purpose: the same input would not give the same output, or the machine would be asked. */
const notRepeatable = new Set([
  ...['now', 'date', 'dateInZone', 'date_in_zone', 'htmlDate', 'ago', 'unixEpoch', 'dateModify', 'date_modify'],
  ...['uuidv4', 'randAlpha', 'randAlphaNum', 'randAscii', 'randNumeric', 'randBytes', 'randInt', 'shuffle'],
  ...['genPrivateKey', 'genCA', 'genSelfSignedCert', 'genSignedCert', 'htpasswd', 'bcrypt', 'encryptAES'],
  ...['env', 'expandenv', 'getHostByName'],
]);

const unsupported = new Set([
  ...['wrap', 'wrapWith', 'abbrev', 'abbrevboth', 'initials', 'swapcase', 'camelcase', 'snakecase', 'kebabcase'],
  ...[
    'plural',
    'splitn',
    'seq',
    'toDecimal',
    'round',
    'addf',
    'subf',
    'mulf',
    'divf',
    'add1f',
    'maxf',
    'minf',
    'biggest',
  ],
  ...['duration', 'durationRound', 'toDate', 'mustToDate', 'semver', 'semverCompare', 'urlParse', 'urlJoin'],
  ...['osBase', 'osDir', 'osExt', 'osClean', 'osIsAbs', 'base', 'dir', 'clean', 'ext', 'isAbs', 'b32enc', 'b32dec'],
  ...['derivePassword', 'buildCustomCert', 'decryptAES', 'adler32sum', 'deepCopy', 'chunk', 'regexSplit', 'call', 'js'],
  ...['regexQuoteMeta', 'typeIsLike'],
]);

/** What to say of a function of Sprig or Go that there is, but not here. */
export function unsupportedFunction(name: string): string | undefined {
  if (notRepeatable.has(name)) return `function "${name}" is not supported: its result is not the same each time`;
  if (unsupported.has(name) || /^must[A-Z]/.test(name)) return `function "${name}" is not supported`;
  return undefined;
}
