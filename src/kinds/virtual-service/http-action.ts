// What can be done with a request instead of forwarding it, or while forwarding it.
import { uint32 } from '../istio-schema.ts';
import { field, type Infer, object, oneOfStrings, required, string } from '../schema.ts';

export const httpRedirect = object(
  {
    uri: field(string(), 'Replaces the whole path; the query stays unless this has one.'),
    prefixRewrite: field(string(), 'Replaces the matched prefix of the path; only where all matches are prefixes.'),
    authority: field(string(), 'Replaces the host, and the port with it.'),
    port: field(uint32, 'Replaces the port.'),
    derivePort: field(
      oneOfStrings('FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'),
      'Takes the port from the scheme or from the Gateway server.',
    ),
    scheme: field(string(), 'http or https. Default: that of the request.'),
    redirectCode: field(uint32, 'Status: 301, 302, 303, 307 or 308. Default 301.'),
  },
  { oneOf: [{ fields: ['port', 'derivePort'] }] },
);

const httpBody = object(
  {
    string: field(string(), 'Text.'),
    bytes: field(string({ format: 'byte' }), 'Base64 of the bytes.'),
  },
  { oneOf: [{ fields: ['string', 'bytes'] }] },
);

export const httpDirectResponse = object({
  status: required(uint32, 'Status of the answer.'),
  body: field(httpBody, 'Body of the answer; at most 1 MiB. Default: none.'),
});

const regexRewrite = object({
  match: field(string(), 'RE2 expression; every match in the path is replaced.'),
  rewrite: field(string(), 'Replacement; \\1 stands for the first group.'),
});

export const httpRewrite = object({
  uri: field(string(), 'Replaces what the uri match matched: the prefix, or the whole path.'),
  authority: field(string(), 'Replaces the Host header.'),
  uriRegexRewrite: field(regexRewrite, 'Replaces parts of the path by expression.'),
});

export const delegate = object({
  name: field(string(), 'Name of the VirtualService without hosts that holds the rules.'),
  namespace: field(string(), 'Its namespace. Default: the same.'),
});

export type HttpRedirect = Infer<typeof httpRedirect>;
export type HttpDirectResponse = Infer<typeof httpDirectResponse>;
export type HttpRewrite = Infer<typeof httpRewrite>;
