import assert from 'node:assert/strict';
import { sprigFunctions, unsupportedFunction } from '../../../../src/inject/go-template/functions/sprig-functions.ts';
import { compileTemplate } from '../../../../src/inject/go-template/template.ts';
import { TemplateError } from '../../../../src/inject/go-template/template-error.ts';
import { fromJson, GoEnum, GoMap } from '../../../../src/inject/go-template/value.ts';

const json = {
  name: 'web',
  empty: '',
  zero: 0,
  count: 3,
  big: 15020,
  ratio: 0.00001,
  on: true,
  off: false,
  none: null,
  ports: [{ name: 'http', port: 80 }, { port: 81 }],
  labels: { b: '2', a: '1' },
  deep: { er: { est: 'x' } },
};
const data = new GoMap([
  ...(fromJson(json) as GoMap).entries,
  ['mode', new GoEnum('TPROXY', 1)],
  ['texts', new GoMap([['known', 'yes']], '')],
]);

function render(text: string, delimiters?: { readonly left: string; readonly right: string }): string {
  const template = compileTemplate(text, {
    name: 'inject',
    functions: sprigFunctions,
    unsupported: unsupportedFunction,
    ...(delimiters === undefined ? {} : { delimiters }),
  });
  return template(data);
}

/** A template, and what Go prints for it. */
type Case = readonly [template: string, output: string];

function table(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [template, output] of cases) {
      it(`${JSON.stringify(template)} gives ${JSON.stringify(output)}`, () => {
        assert.equal(render(template), output);
      });
    }
  });
}

describe('Go templates', () => {
  table('texts and trim markers', [
    ['plain', 'plain'],
    ['', ''],
    ['a {{ "b" }} c', 'a b c'],
    ['a {{- "b" -}} c', 'abc'],
    ['a\n\t {{- "b" }}\n c', 'ab\n c'],
    ['a {{- /* note */ -}} b', 'ab'],
    ['a {{/* note */}} b', 'a  b'],
    ['{{ -3 }}', '-3'],
    ['{{-3}}', '-3'],
    ['{{ "a" -}}\n{{- "b" }}', 'ab'],
    ['{{ if\n true }}x{{ end }}', 'x'],
  ]);

  table('fields and values', [
    ['{{ .name }}', 'web'],
    ['{{ .deep.er.est }}', 'x'],
    ['{{ (.deep).er.est }}', 'x'],
    ['{{ .missing }}', '<no value>'],
    ['{{ .missing.more }}', '<no value>'],
    ['{{ .none }}', '<no value>'],
    ['{{ .texts.known }}|{{ .texts.unknown }}|', 'yes||'],
    ['{{ .big }} {{ .ratio }} {{ 1e21 }} {{ 1.5 }}', '15020 1e-05 1e+21 1.5'],
    ['{{ .labels }} {{ .on }}', 'map[a:1 b:2] true'],
    ['{{ list 1 "a" }}', '[1 a]'],
    ['{{ .mode }} {{ .mode.String }}', 'TPROXY TPROXY'],
    ["{{ 'a' }} {{ 0x10 }} {{ 0b11 }} {{ 1_000 }}", '97 16 3 1000'],
    ['{{ "a\\tb\\u00e9\\"" }}{{ `raw\\n` }}', 'a\tbé"raw\\n'],
  ]);

  table('branches', [
    ['{{ if .on }}y{{ else }}n{{ end }}', 'y'],
    ['{{ if .off }}y{{ else }}n{{ end }}', 'n'],
    ['{{ if .empty }}1{{ else if .zero }}2{{ else if .on }}3{{ else }}4{{ end }}', '3'],
    ['{{ if .ports }}y{{ end }}{{ if .missing }}n{{ end }}', 'y'],
    ['{{ with .deep.er }}{{ .est }}{{ $.name }}{{ end }}', 'xweb'],
    ['{{ with .empty }}a{{ else with .name }}{{ . }}{{ end }}', 'web'],
    ['{{ with $x := .name }}{{ $x }}{{ end }}', 'web'],
  ]);

  table('range', [
    ['{{ range .ports }}{{ .port }},{{ end }}', '80,81,'],
    ['{{ range $i, $p := .ports }}{{ $i }}={{ $p.port }} {{ end }}', '0=80 1=81 '],
    ['{{ range $k, $v := .labels }}{{ $k }}{{ $v }}{{ end }}', 'a1b2'],
    ['{{ range .none }}x{{ else }}none{{ end }}', 'none'],
    ['{{ range $i := list "a" "b" "c" }}{{ if eq $i "b" }}{{ continue }}{{ end }}{{ $i }}{{ end }}', 'ac'],
    ['{{ range list "a" "b" "c" }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ end }}', 'a'],
    ['{{ range 3 }}{{ . }}{{ end }}', '012'],
  ]);

  table('variables', [
    ['{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', '2'],
    ['{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}', '1'],
    ['{{ $l := list }}{{ range .ports }}{{ $l = append $l .port }}{{ end }}{{ $l | join "," }}', '80,81'],
    ['{{ $f := true }}{{ range .ports }}{{ if not $f }},{{ end }}{{ .port }}{{ $f = false }}{{ end }}', '80,81'],
  ]);

  table('templates', [
    ['{{ define "a" }}[{{ .name }}]{{ end }}{{ template "a" . }}', '[web]'],
    ['{{ define "a" }}[{{ . }}]{{ end }}{{ template "a" "b" }}{{ template "a" .name }}', '[b][web]'],
    ['{{ define "a" }}[{{ . }}]{{ end }}{{ template "a" }}', '[<no value>]'],
    ['{{ block "b" .name }}({{ . }}){{ end }}', '(web)'],
    ['{{ template "later" . }}{{ define "later" }}z{{ end }}', 'z'],
  ]);

  table('comparisons and logic', [
    ['{{ eq 1 1 }} {{ eq "a" "b" "a" }} {{ ne 1 2 }}', 'true true true'],
    ['{{ eq .missing true }} {{ eq .missing nil }} {{ ne .missing "" }}', 'false true true'],
    ['{{ eq .texts.unknown "" }} {{ eq (index .texts "known") "yes" }}', 'true true'],
    ['{{ lt 1 2 }} {{ le 2 2 }} {{ gt "b" "a" }} {{ ge 1.5 2.5 }}', 'true true true false'],
    ['{{ and 1 0 }} {{ and 1 "x" }} {{ or "" "y" }} {{ or 0 "" }}|', '0 x y |'],
    ['{{ and .off (fail "not reached") }} {{ or .on (fail "not reached") }}', 'false true'],
    ['{{ not .missing }} {{ not 1 }}', 'true false'],
    ['{{ .name | eq "web" }} {{ true | and true }}', 'true true'],
  ]);

  table('functions of text/template', [
    ['{{ index .ports 1 | len }} {{ len "é" }} {{ index .labels "a" }} {{ index .labels "z" }}', '1 2 1 <no value>'],
    ['{{ slice (list 1 2 3) 1 }} {{ slice (list 1 2 3) 0 1 }}', '[2 3] [1]'],
    ['{{ printf "%s-%d-%v-%q-%t" "a" 3 .count "b" true }}', 'a-3-3-"b"-true'],
    [
      '{{ printf "%05d|%-4s|%4s|%x|%.2f|%g|%%|%T" 42 "a" "b" "hi" 1.005 2.5 1 }}',
      '00042|a   |   b|6869|1.00|2.5|%|int',
    ],
    [
      '{{ printf "%d" "x" }} {{ printf "%s" }} {{ printf "%s" "a" "b" }}',
      '%!d(string=x) %!s(MISSING) a%!(EXTRA string=b)',
    ],
    ['{{ printf "%t" .missing }} {{ printf "%s" .none }}', '%!t(<nil>) %!s(<nil>)'],
    ['{{ print "a" 1 2 "b" }}{{ println 1 "x" }}', 'a1 2b1 x\n'],
    ['{{ html "<a&\'>" }}', '&lt;a&amp;&#39;&gt;'],
  ]);

  table('functions of Sprig', [
    ['{{ .missing | default "d" }} {{ .name | default "d" }} {{ "" | default .zero | default "z" }}', 'd web z'],
    ['{{ "a\\"b\\n" | quote }} {{ .count | quote }} {{ squote "a" "b" }}', '"a\\"b\\n" "3" \'a\' \'b\''],
    ['{{ "abcdef" | trunc 3 }} {{ "abcdef" | trunc -2 }} {{ "--a.b--" | trimAll "-_." }}', 'abc ef a.b'],
    ['{{ "a\\nb" | nindent 2 }}|{{ "a\\nb" | indent 1 }}', '\n  a\n  b| a\n b'],
    ['{{ dict "b" 1 "a" (list "x") | toJson }} {{ "<" | toJson }}', '{"a":["x"],"b":1} "\\u003c"'],
    ['{{ keys (dict "b" 1 "a" 2) | sortAlpha | join "-" }} {{ hasKey .labels "a" }}', 'a-b true'],
    ['{{ ternary "y" "n" .on }} {{ coalesce "" .none "c" }} {{ empty .zero }}', 'y c true'],
    ['{{ add 40 2 }} {{ sub 1 2 }} {{ div 7 2 }} {{ mod 7 2 }} {{ max 1 3 2 }} {{ atoi "12" }}', '42 -1 3 1 3 12'],
    ['{{ "a,b" | splitList "," }} {{ (split "," "a,b")._1 }} {{ "abc" | replace "b" "$&" }}', '[a b] b a$&c'],
    ['{{ "é" | b64enc }} {{ "w6k=" | b64dec }} {{ "x" | sha256sum | trunc 8 }}', 'w6k= é 2d711642'],
    ['{{ regexReplaceAll "([a-z])[0-9]+" "a1b22" "$1#" }} {{ regexMatch "b+" "abc" }}', 'a#b# true'],
    ['{{ regexFind "é." "aéb" }} {{ regexReplaceAllLiteral "a" "ba" "$1" }}', 'éb b$1'],
    [
      '{{ "hello world" | title }} {{ "Ab" | upper }} {{ "Ab" | lower }} {{ contains "b" "abc" }}',
      'Hello World AB ab true',
    ],
    ['{{ dig "er" "est" "no" .deep }} {{ dig "er" "no" "none" .deep }}', 'x none'],
    ['{{ first (list 1 2) }} {{ last (list 1 2) }} {{ has 2 (list 1 2) }} {{ uniq (list 1 1 2) }}', '1 2 true [1 2]'],
    ['{{ kindOf .labels }} {{ kindOf 1 }} {{ kindIs "string" .name }}', 'map int true'],
    ['{{ tuple 1 2 }} {{ until 3 }} {{ "x" | repeat 3 }}', '[1 2] [0 1 2] xxx'],
  ]);

  it('takes other delimiters', () => {
    assert.equal(render('[[ .name -]] {{ x }}', { left: '[[', right: ']]' }), 'web{{ x }}');
  });

  const mistakes: readonly Case[] = [
    ['{{ if }}', 'template: inject:1: missing value for if'],
    ['a\n{{ .x', 'template: inject:2: unclosed action'],
    ['\n\n{{ frobnicate "x" }}', 'template: inject:3: function "frobnicate" not defined'],
    ['\n{{ now }}', 'template: inject:2: function "now" is not supported: its result is not the same each time'],
    ['{{ "x" | snakecase }}', 'template: inject:1: function "snakecase" is not supported'],
    ['{{ $x }}', 'template: inject:1: undefined variable "$x"'],
    ['{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}', 'template: inject:1: undefined variable "$x"'],
    ['{{ if true }}', 'template: inject:1: unexpected EOF'],
    ['{{ end }}', 'template: inject:1: unexpected {{end}}'],
    ['{{ else }}', 'template: inject:1: unexpected {{else}}'],
    ['{{ "a }}', 'template: inject:1: unterminated quoted string'],
    ['{{ break }}', 'template: inject:1: {{break}} outside {{range}}'],
    ['{{ ( 1 }}', 'template: inject:1: unclosed left paren'],
    ['{{ 1 | 2 }}', 'template: inject:1: non executable command in pipeline'],
    [
      '{{ if true }}{{ define "a" }}{{ end }}{{ end }}',
      'template: inject:1: unexpected {{define}} within another construct',
    ],
    ['{{ 08 }}', 'template: inject:1: bad number syntax: "08"'],
    ['{{ /* x }}', 'template: inject:1: unexpected "/" in command'],
    [
      '{{ index (list 1) 7 }}',
      'template: inject:1:3: executing "inject" at <index (list 1) 7>: error calling index: index out of range: 7',
    ],
    [
      'é{{ eq 1 "a" }}',
      'template: inject:1:5: executing "inject" at <eq 1 "a">: error calling eq: incompatible types for comparison',
    ],
    [
      '{{ eq .count 3 }}',
      'template: inject:1:3: executing "inject" at <eq .count 3>: error calling eq: incompatible types for comparison',
    ],
    ['{{ .name.x }}', 'template: inject:1:3: executing "inject" at <.name.x>: can\'t evaluate field x in type string'],
    [
      '{{ upper }}',
      'template: inject:1:3: executing "inject" at <upper>: wrong number of args for upper: want 1 got 0',
    ],
    [
      '{{ upper .missing }}',
      'template: inject:1:3: executing "inject" at <upper .missing>: error calling upper: invalid value; expected string',
    ],
    ['{{ .name 1 }}', 'template: inject:1:3: executing "inject" at <.name 1>: can\'t give argument to non-function'],
    [
      '{{ fail "no such thing" }}',
      'template: inject:1:3: executing "inject" at <fail "no such thing">: error calling fail: no such thing',
    ],
    ['{{ template "x" }}', 'template: inject:1:3: executing "inject" at <template "x">: template "x" not defined'],
  ];
  describe('mistakes', () => {
    for (const [template, message] of mistakes) {
      it(`${JSON.stringify(template)} is refused`, () => {
        assert.throws(() => render(template), new TemplateError(message));
      });
    }
  });

  it('a template that would never end is stopped', () => {
    assert.throws(() => render('{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'), TemplateError);
    assert.throws(() => render('{{ range 2000000 }}{{ range 2000000 }}{{ end }}{{ end }}'), TemplateError);
    assert.throws(() => render('{{ "x" | repeat 1000000000 }}'), TemplateError);
  });

  it('the same template and data give the same text each time', () => {
    const template = compileTemplate(
      '{{ $x := list }}{{ range $k, $v := .labels }}{{ $x = append $x $k }}{{ end }}{{ $x }}',
      {
        name: 'inject',
        functions: sprigFunctions,
      },
    );
    assert.equal(template(data), template(data));
  });
});
