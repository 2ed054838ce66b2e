// Where requests and connections go.
import { int32, portSelector } from '../istio-schema.ts';
import { field, type Infer, object, required, string } from '../schema.ts';
import { headers } from './header-operations.ts';

export const destination = object({
  host: required(string(), 'Service or ServiceEntry host; a name without a dot is completed with the namespace.'),
  subset: field(string(), 'Subset that a DestinationRule of the host defines.'),
  port: field(portSelector, 'Port of the service. Default: its only port, else the port of the Gateway server.'),
});

export const httpRouteDestination = object({
  destination: required(destination, 'Where the share goes.'),
  weight: field(int32, 'Relative share of the requests. Default: all, where there is one destination.'),
  headers: field(headers, 'Header changes for this share only.'),
});

export const routeDestination = object({
  destination: required(destination, 'Where the share goes.'),
  weight: field(int32, 'Relative share of the connections. Default: all, where there is one destination.'),
});

export type Destination = Infer<typeof destination>;
export type HttpRouteDestination = Infer<typeof httpRouteDestination>;
export type RouteDestination = Infer<typeof routeDestination>;
