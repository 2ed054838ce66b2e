import assert from 'node:assert/strict';
import { retiredText, retiredWordText } from '../../../../src/kinds/retired/retired-kinds.ts';
import { type OldSample, readOldSamples } from '../../../support/docs/old-samples.ts';

describe('the samples of Istio 0.8 and 1.0', () => {
  let samples: readonly OldSample[];

  before(async () => {
    samples = await readOldSamples();
  });

  it('are accepted or refused as each says of itself', () => {
    for (const { name, expected, verdict, remarks } of samples) {
      assert.equal(verdict, expected, `${name}: ${remarks.join(', ')}`);
    }
  });

  it('are refused with what is written instead', () => {
    for (const { name, remarks } of samples.filter(({ verdict }) => verdict === 'refused')) {
      assert.ok(remarks.length > 0, name);
      for (const remark of remarks) assert.match(remark, /^\w+ is .*: write an? /, name);
    }
  });

  it('are converted with a finding where a field is gone', () => {
    const remarks = new Map(samples.map((sample) => [sample.name, sample.remarks]));
    assert.deepEqual(remarks.get('faults'), ['percent is now percentage.value: converted']);
    assert.deepEqual(remarks.get('websocket-upgrade'), [
      'websocketUpgrade is not needed any more: WebSockets are always allowed',
    ]);
  });
});

describe('a kind that is gone', () => {
  it('is refused with the kind that has taken its place', () => {
    assert.equal(
      retiredText('rbac.istio.io/v1alpha1', 'ServiceRoleBinding'),
      'ServiceRoleBinding is gone with rbac.istio.io (Istio 1.6): write an AuthorizationPolicy, whose rules say from whom',
    );
    assert.match(
      retiredText('config.istio.io/v1alpha2', 'stackdriver') ?? '',
      /stackdriver is gone with Mixer .* write a Telemetry resource/,
    );
  });

  it('is known by its words on the command line, too', () => {
    for (const word of ['routerule', 'RouteRules', 'destinationpolicies', 'meshpolicy', 'serviceroles', 'policies']) {
      assert.match(retiredWordText(word) ?? '', /is gone with .*: write an? /, word);
    }
    assert.equal(retiredWordText('rules'), undefined);
  });

  it('is not one that nobody ever had', () => {
    assert.equal(retiredText('networking.istio.io/v1', 'RouteRule'), undefined);
    assert.equal(retiredText('rbac.istio.io/v1alpha1', 'toString'), undefined);
    assert.equal(retiredText('constructor/v1', 'Policy'), undefined);
  });
});
