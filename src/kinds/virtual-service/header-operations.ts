// Changes to headers of requests and responses.
import { field, type Infer, list, map, object, string } from '../schema.ts';

const headerOperations = object({
  set: field(map(string()), 'Overwrites headers; values may hold %COMMANDS% of Envoy. An empty value removes.'),
  add: field(map(string()), 'Appends values to headers; values may hold %COMMANDS% of Envoy.'),
  remove: field(list(string()), 'Removes headers.'),
});

export const headers = object({
  request: field(headerOperations, 'Changes before the request is forwarded.'),
  response: field(headerOperations, 'Changes before the response is returned.'),
});

export type HeaderOperations = Infer<typeof headerOperations>;
export type Headers = Infer<typeof headers>;
