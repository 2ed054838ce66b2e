import { field, type Infer, integer, intOrString, object, required, string } from '../../kinds/schema.ts';

export const servicePort = object({
  name: field(string(), 'Name, whose first word is the protocol.'),
  port: required(integer(), 'Port of the Service.'),
  nodePort: field(integer(), 'Port on every node. Default: Kubernetes chooses.'),
  targetPort: field(intOrString(), 'Port of the container. Default: the same.'),
  protocol: field(string(), 'TCP or UDP. Default: TCP.'),
});

export type ServicePortValue = Infer<typeof servicePort>;
