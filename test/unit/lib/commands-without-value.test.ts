import assert from 'node:assert/strict';
import { addressReaders, plainReaders } from '../../../src/engine/http/plain-command.ts';
import { addressCommands, plainCommands } from '../../../src/lib/formatter/command-names.ts';
import { commandsWithoutValue, plainCommandsWithoutValue } from '../../../src/lib/formatter/commands-without-value.ts';
import { parseFormat } from '../../../src/lib/formatter/parse-format.ts';

function emptyIn(format: string): readonly string[] {
  const parsed = parseFormat(format);
  assert.ok('segments' in parsed);
  return commandsWithoutValue(parsed.segments);
}

describe('commands without a value', () => {
  it('are all that the engine has no reader for, and no others', () => {
    const read = Object.keys(plainReaders);
    assert.deepEqual([...read, ...plainCommandsWithoutValue].sort(), [...plainCommands].sort());
    assert.deepEqual(Object.keys(addressReaders).sort(), [...addressCommands].sort());
  });

  it('are found in a format, each once, also within others', () => {
    assert.deepEqual(emptyIn('%UNIQUE_ID% %DURATION% %UNIQUE_ID% %UPSTREAM_PEER_CERT_V_START(%Y)%'), [
      'UNIQUE_ID',
      'UPSTREAM_PEER_CERT_V_START',
    ]);
    assert.deepEqual(emptyIn('%COALESCE({"operators": ["UPSTREAM_PROTOCOL", "PROTOCOL"]})%'), ['UPSTREAM_PROTOCOL']);
    assert.deepEqual(emptyIn('%COMMON_DURATION(DS_RX_BEG:DS_TX_END)% %FILTER_STATE(a)% %METADATA(ROUTE:a)%'), [
      'COMMON_DURATION',
      'FILTER_STATE',
      'METADATA',
    ]);
    assert.deepEqual(emptyIn('[%START_TIME%] "%REQ(:METHOD)% %RESP(a)%" %DOWNSTREAM_PEER_CERT%'), []);
  });
});
