// Host fields and the authority of request targets (RFC 9110 section 7.2, RFC 3986 section 3.2).
import { isIPv6 } from 'node:net';
import { HEX_VALUE } from './characters.ts';

/** Registered names. The comma, which RFC 3986 allows, is out: it is what two Host lines joined by somebody look like. */
const REGISTERED_NAME = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[0-9A-Za-z\-._~!$&'()*+;=%]/.test(String.fromCharCode(code))),
);

const PERCENT = 0x25;
const DOT = 0x2e;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;

/**
 * Whether text is `host [":" port]` without userinfo. The host is a name without empty labels (one dot at its end is
 * fine) or an IPv6 address in brackets; the port may be empty, and so may the name before a colon.
 */
export function isValidAuthority(authority: string): boolean {
  if (authority.length === 0) return false;
  if (authority.charCodeAt(0) === OPEN_BRACKET) {
    const close = authority.indexOf(']');
    const address = authority.slice(1, close);
    return close > 0 && isIPv6(address) && !address.includes('%') && isPort(authority, close + 1);
  }
  let afterDot = true;
  let at = 0;
  for (; at < authority.length; at++) {
    const code = authority.charCodeAt(at);
    if (code === COLON) break;
    if (code === DOT) {
      if (afterDot) return false;
      afterDot = true;
      continue;
    }
    if (REGISTERED_NAME[code] !== 1) return false;
    if (code === PERCENT && !isEscape(authority, at)) return false;
    afterDot = false;
  }
  return isPort(authority, at);
}

/** Whether an authority that is valid names a port, as the target of CONNECT must (RFC 9112 section 3.2.3). */
export function hasPort(authority: string): boolean {
  return /[^:]:\d+$/.test(authority);
}

function isEscape(text: string, at: number): boolean {
  return (
    HEX_VALUE[text.charCodeAt(at + 1)] !== 255 && HEX_VALUE[text.charCodeAt(at + 2)] !== 255 && at + 2 < text.length
  );
}

function isPort(authority: string, colon: number): boolean {
  if (colon === authority.length) return true;
  if (authority.charCodeAt(colon) !== COLON || authority.length - colon > 6) return false;
  let port = 0;
  for (let at = colon + 1; at < authority.length; at++) {
    const digit = authority.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return false;
    port = port * 10 + digit;
  }
  return port <= 65535;
}
