import { describe } from 'mocha';
import { testVerdicts } from './verdict-table.ts';

const route = 'route: [{destination: {host: b}}]';
const rules = (...list: readonly string[]) =>
  `{hosts: [a.com], gateways: [web], http: [${list.map((fields) => `{${fields === '' ? '' : `${fields}, `}${route}}`).join(', ')}]}`;
const uri = (prefix: string, more = '') => `match: [{uri: {prefix: ${prefix}}${more}}]`;
const at = (rule: number, match?: number) =>
  `warning spec.http[${rule}]${match === undefined ? '' : `.match[${match}]`}`;

describe('rules of a VirtualService that never apply are warned of', () => {
  testVerdicts('VirtualService', {
    'behind one that takes everything': [
      rules('', uri('/a'), ''),
      [
        `${at(1)}: rule #1 is not used (route without matches defined before)`,
        `${at(2)}: rule #2 is not used (only the last rule can have no matches)`,
      ],
    ],
    'with matches that an earlier rule has, whatever their names': [
      rules('name: one, match: [{name: x, uri: {exact: /a}}]', 'match: [{uri: {exact: /a}}, {uri: {exact: /b}}]'),
      [`${at(1, 0)}: rule #1 match #0 is not used (duplicate of a match in rule "one")`],
    ],
    'whose matches earlier rules have all': [
      rules(uri('/a'), uri('/a')),
      [
        `${at(1, 0)}: rule #1 match #0 is not used (duplicate of a match in rule #0)`,
        `${at(1)}: rule #1 is not used (all matches used by prior rules)`,
      ],
    ],
    'with a longer prefix behind a shorter one': [
      rules(uri('/a'), uri('/a/b')),
      [`${at(1, 0)}: rule #1 match #0 of prefix /a/b is not used (overlaps match #0 of prefix /a in rule #0)`],
    ],
    'but not with a shorter prefix behind a longer one': [rules(uri('/a/b'), uri('/a')), []],
    'but not where another port is meant': [rules(uri('/a', ', port: 80'), uri('/a/b')), []],
    'but not where the earlier one asks for a header': [
      rules(uri('/a', ', headers: {x: {exact: "1"}}'), uri('/a/b')),
      [],
    ],
    'but not where methods differ': [rules(uri('/a', ', method: {exact: POST}'), uri('/a/b')), []],
  });
});
