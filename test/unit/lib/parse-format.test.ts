import assert from 'node:assert/strict';
import { parseFormat, parseHeaderFormat } from '../../../src/lib/formatter/parse-format.ts';

/** What `envoy --mode validate` of Envoy 1.40 takes and refuses as the value of a header. */
const accepted = [
  '',
  'plain text',
  '%%',
  '100%%',
  '%PROTOCOL%%%',
  '%START_TIME%x%PROTOCOL%',
  '%REQ(a?b)%',
  '%REQ(?b)%',
  '%REQ(a?)%',
  '%REQ(A_B)%',
  '%REQ(:path)%',
  '%REQ(x):0%',
  '%UNIQUE_ID()%',
  '%START_TIME()%',
  '%START_TIME(%Y/%m/%dT%H:%M:%S%z %s)%',
  '%START_TIME(%3f %9f %1f %f %s)%',
  '%START_TIME(%q)%',
  '%START_TIME(%0f)%',
  '%START_TIME(%Y%)%',
  '%COMMON_DURATION(DS_RX_BEG:DS_TX_END:ms)%',
  '%COMMON_DURATION(a:b:us)%',
  '%COMMON_DURATION(a:b)%',
  '%PATH(WQ)%',
  '%PATH(NQ:ORIG)%',
  '%PATH(:PATH)%',
  '%PATH(NQ:ORIG_OR_PATH):5%',
  '%PATH(NQ:ORIG:X)%',
  '%QUERY_PARAMS(ORIG)%',
  '%QUERY_PARAMS(DECODED):4%',
  '%QUERY_PARAM(x):4%',
  '%REQUESTED_SERVER_NAME(SNI_FIRST:ORIG)%',
  '%REQUESTED_SERVER_NAME(SNI_ONLY:ORIG_OR_HOST)%',
  '%REQUESTED_SERVER_NAME(:HOST)%',
  '%RESPONSE_CODE_DETAILS(ALLOW_WHITESPACES)%',
  '%GRPC_STATUS(CAMEL_STRING)%',
  '%METADATA(ROUTE:a:b)%',
  '%METADATA(ROUTE)%',
  '%METADATA(ROUTE:a):3%',
  '%DYNAMIC_METADATA(a:b:c):3%',
  '%DYNAMIC_METADATA(["a", "b"])%',
  '%FILTER_STATE(a)%',
  '%FILTER_STATE(a:PLAIN)%',
  '%FILTER_STATE(a:FIELD:x)%',
  '%PER_REQUEST_STATE(a)%',
  '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(16)%',
  '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(129)%',
  '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(-1)%',
  '%CEL(response.code):2%',
  '%COALESCE({"operators":["PROTOCOL"]})%',
  '%COALESCE({"operators":[{"command":"REQ","param":"x","max_length":3}]}):5%',
  '%ENVIRONMENT(a b)%',
];

const refused = [
  '%',
  '100%',
  'a%b',
  '%NOSUCH%',
  '%protocol%',
  '%PROTOCOL',
  '%PROTOCOL%%',
  '%PROTOCOL(x)%',
  '%PROTOCOL:3%',
  '%REQ%',
  '%REQ()%',
  '%REQ(X%',
  '%REQ(a?b?c)%',
  '%REQ(a b)%',
  '%REQ(a:b)%',
  '%REQ(x)y)%',
  '%REQ(a)b%',
  '%REQ(x):%',
  '%REQ(x):-1%',
  '%REQ(ä)%',
  '%START_TIME(%n)%',
  '%START_TIME:3%',
  '%DOWNSTREAM_PEER_CERT_V_START(%n)%',
  '%COMMON_DURATION(a)%',
  '%COMMON_DURATION(a:b:s)%',
  '%COMMON_DURATION(a:b:ns:x)%',
  '%PATH(x)%',
  '%QUERY_PARAM%',
  '%QUERY_PARAMS(x)%',
  '%REQUESTED_SERVER_NAME(x)%',
  '%REQUESTED_SERVER_NAME:3%',
  '%GRPC_STATUS(x)%',
  '%GRPC_STATUS(SNAKE_STRING):2%',
  '%METADATA%',
  '%METADATA(FOO:a)%',
  '%CLUSTER_METADATA(x):3%',
  '%FILTER_STATE%',
  '%FILTER_STATE(a:PLAIN:x)%',
  '%FILTER_STATE(a:FIELD)%',
  '%FILTER_STATE(a:X)%',
  '%DOWNSTREAM_REMOTE_ADDRESS(16)%',
  '%COALESCE(x)%',
  '%COALESCE(16)%',
  '%COALESCE({})%',
  '%COALESCE({"operators":[]})%',
  '%COALESCE({"operators":["NOSUCH"]})%',
  '%COALESCE({"operators":["REQ"]})%',
  '%COALESCE({"operators":[{"param":"x"}]})%',
  '%COALESCE({"operators":[3]})%',
];

describe('format strings', () => {
  for (const format of accepted)
    it(`takes ${JSON.stringify(format)} as a header value`, () => {
      assert.ok('segments' in parseHeaderFormat(format));
    });

  for (const format of refused)
    it(`refuses ${JSON.stringify(format)} as a header value`, () => {
      assert.ok('problem' in parseHeaderFormat(format));
    });

  it('become text and commands with their arguments read', () => {
    assert.deepEqual(parseFormat('a%%b %REQ(X-A?:Path):9% %START_TIME(%s)%%PROTOCOL%!'), {
      segments: [
        { kind: 'text', text: 'a%b ' },
        { kind: 'header', of: 'request', name: 'x-a', alternative: ':path', maxLength: 9 },
        { kind: 'text', text: ' ' },
        { kind: 'time', command: 'START_TIME', format: '%s' },
        { kind: 'plain', command: 'PROTOCOL' },
        { kind: 'text', text: '!' },
      ],
    });
  });

  it('say what is wrong', () => {
    assert.deepEqual(parseFormat('x %NOSUCH%'), { problem: 'Envoy has no command %NOSUCH%' });
    assert.deepEqual(parseFormat('%PROTOCL%'), {
      problem: 'Envoy has no command %PROTOCL%, did you mean %PROTOCOL%?',
    });
    assert.deepEqual(parseFormat('50% off'), { problem: 'no command at position 2; write %% for a percent sign' });
  });

  it('know the older spellings in header values only', () => {
    assert.ok('problem' in parseFormat('%PER_REQUEST_STATE(a)%'));
    assert.deepEqual(parseHeaderFormat('%UPSTREAM_METADATA(["a", "b"])%'), {
      segments: [{ kind: 'extension', command: 'UPSTREAM_METADATA', argument: 'a:b', maxLength: undefined }],
    });
  });
});
