import assert from 'node:assert/strict';
import { connectionManager, listener, routes, routeTo, TestEngine, virtualHost } from '../support/engine.ts';
import { FrameClient, preface } from '../support/http2-frames.ts';

describe('clients that do not say what they speak', () => {
  let proxy: TestEngine;

  afterEach(() => proxy.engine.close());

  for (const [name, said] of [
    ['half a preface', preface.subarray(0, 16)],
    ['nothing after the preface', preface.subarray(0, 24)],
    ['nothing', Buffer.alloc(0)],
  ] as const) {
    it(`closes the connection of one that says ${name}, when the configuration says so`, async () => {
      proxy = new TestEngine();
      const manager = connectionManager({
        requestHeadersTimeout: '0.02s',
        commonHttpProtocolOptions: { idleTimeout: '0.02s' },
      });
      await proxy.apply({ listeners: [listener(manager)], routes: [routes([virtualHost([routeTo('none')])])] });
      const client = new FrameClient(proxy.port());
      await client.send(said);
      await client.closed;
      assert.deepEqual(client.frames, []);
    });
  }
});
