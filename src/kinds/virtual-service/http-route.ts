// One rule for HTTP: which requests, and what happens with them.
import { istioDuration, uint32 } from '../istio-schema.ts';
import { field, type Infer, list, object, string } from '../schema.ts';
import { destination, httpRouteDestination } from './destination.ts';
import { headers } from './header-operations.ts';
import { delegate, httpDirectResponse, httpRedirect, httpRewrite } from './http-action.ts';
import { httpMatchRequest } from './http-match.ts';
import { corsPolicy, httpFault, httpMirrorPolicy, httpRetry, percent } from './http-policy.ts';

export const httpRoute = object({
  name: field(string(), 'Name of the route.'),
  match: field(list(httpMatchRequest), 'Which requests; one match suffices. Default: all.'),
  route: field(list(httpRouteDestination), 'Where requests are forwarded to, by weight.'),
  redirect: field(httpRedirect, 'Answers with a redirect.'),
  directResponse: field(httpDirectResponse, 'Answers with a fixed response.'),
  delegate: field(delegate, 'Takes the rules of another VirtualService.'),
  rewrite: field(httpRewrite, 'Changes path or host before forwarding.'),
  timeout: field(istioDuration, 'Limit for the whole exchange, retries included. Default: none.'),
  retries: field(httpRetry, 'When and how often failed tries are repeated. Default: two, of failed connections.'),
  fault: field(httpFault, 'Delays or aborts a share of requests.'),
  mirror: field(destination, 'Sends a copy of requests there and drops the answers.'),
  mirrors: field(list(httpMirrorPolicy), 'Sends copies of requests to several destinations.'),
  mirrorPercent: field(uint32, 'Old form of mirrorPercentage; converted.', { nullable: true }),
  mirrorPercentage: field(percent, 'Share of requests that mirror gets. Default 100.'),
  corsPolicy: field(corsPolicy, 'Answers preflights and adds CORS headers.'),
  headers: field(headers, 'Header changes for all destinations.'),
});

export type HttpRoute = Infer<typeof httpRoute>;
