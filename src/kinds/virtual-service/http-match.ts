// Which requests a rule is for: all fields of one match must hold, one match of a rule suffices.
import { uint32 } from '../istio-schema.ts';
import { boolean, field, type Infer, list, map, object, string } from '../schema.ts';
import { stringMatch } from './string-match.ts';

export const httpMatchRequest = object({
  name: field(string(), 'Name of the match; appended to the name of the route.'),
  uri: field(stringMatch, 'The path without query. Default: every path.'),
  scheme: field(stringMatch, 'http or https.'),
  method: field(stringMatch, 'The method, in upper case.'),
  authority: field(stringMatch, 'The Host header as it came, its port included.'),
  headers: field(map(stringMatch), 'Headers that must be there and match; {} asks for presence only.'),
  withoutHeaders: field(map(stringMatch), 'Headers that must not match; {} asks for absence.'),
  queryParams: field(map(stringMatch), 'Query parameters; the first value of a name counts, undecoded.'),
  port: field(uint32, 'Port of the Gateway server that was addressed.'),
  gateways: field(list(string()), 'Gateways the match is for. Default: all of the VirtualService.'),
  sourceLabels: field(map(string()), 'Compared with the labels of the gateway itself; without effect beside gateways.'),
  sourceNamespace: field(
    string(),
    'Compared with the namespace of the gateway itself; without effect beside gateways.',
  ),
  ignoreUriCase: field(boolean(), 'Compares exact and prefix of uri without regard to case. Default false.'),
  statPrefix: field(string(), 'Prefix of statistics for this route.'),
});

export type HttpMatchRequest = Infer<typeof httpMatchRequest>;
