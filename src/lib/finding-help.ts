// What to do about a finding, and what it looks like when it is done. For reports that teach (terminal, SARIF) and for
// docs/findings.md; kept apart from the catalogue, which every command loads.
import type { FindingCode } from './finding-catalogue.ts';

export interface FindingHelp {
  /** What to do, as an imperative sentence. */
  readonly mend: string;
  /** A few lines of YAML, or a command, that are right. */
  readonly example: string;
}

const help: Readonly<Partial<Record<FindingCode, FindingHelp>>> = {
  ICTL0001: {
    mend: 'Write the field as the schema of the kind has it; docs/resources has a page for each kind.',
    example: `spec:
  http:            # not "htp"
  - route:
    - destination: {host: httpbin}`,
  },
  ICTL0002: {
    mend: 'Change the value as the message says; an API server with Istio would refuse the object, too.',
    example: `spec:
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: ["foo.bar.com"]
    tls: {mode: SIMPLE, credentialName: httpbin-cert}   # HTTPS needs tls`,
  },
  ICTL0003: {
    mend: 'Istio takes it, but it is probably not meant: follow the message.',
    example: `trafficPolicy:
  outlierDetection: {consecutive5xxErrors: 5}   # not consecutiveErrors`,
  },
  ICTL0004: {
    mend: 'Nothing, where the objects are for other programs; otherwise check apiVersion and kind.',
    example: `apiVersion: networking.istio.io/v1
kind: VirtualService`,
  },
  ICTL0005: {
    mend: 'Do not rely on the policy here; it takes effect in a cluster with Istio.',
    example: 'ictl apply -f policy.yaml --allow-unenforced',
  },
  ICTL0006: {
    mend: 'Write what the message says instead, so that current Istio takes the file.',
    example: `headers:
  request:
    add: {x-user: jane}   # not appendHeaders`,
  },
  ICTL0007: {
    mend: 'Correct kind or apiVersion; docs/resources has a page for each kind that is known.',
    example: `apiVersion: networking.istio.io/v1
kind: Gateway`,
  },
  ICTL0008: {
    mend: 'Write the kind that the message names; docs/samples-0.8.md shows it for the samples of Istio.',
    example: `apiVersion: networking.istio.io/v1
kind: VirtualService   # not RouteRule`,
  },
  ICTL0009: {
    mend: 'Take one of the two away, or give it another name or namespace.',
    example: `metadata: {name: web-b}   # a name is used once in a namespace`,
  },
  ICTL0010: {
    mend: 'Expect the default behaviour here, and test the setting with a real gateway.',
    example: '# docs/limits.md and the pages in docs/resources say which fields are enforced',
  },
  ICTL0011: {
    mend: 'Take the field away, or keep it for the sidecars of a mesh.',
    example: `http:
- match: [{uri: {prefix: /}}]   # sourceLabels are for sidecars`,
  },
  ICTL0020: {
    mend: 'Give each host to one server of the port, and each port to one protocol.',
    example: `servers:
- port: {number: 443, name: https-a, protocol: HTTPS}
  hosts: [a.example.com]
  tls: {mode: SIMPLE, credentialName: a}
- port: {number: 443, name: https-b, protocol: HTTPS}
  hosts: [b.example.com]
  tls: {mode: SIMPLE, credentialName: b}`,
  },
  ICTL0021: {
    mend: 'Name a Service and one of its ports as backend.',
    example: `backend:
  service:
    name: httpbin
    port: {number: 8000}`,
  },
  ICTL0022: {
    mend: 'Add a tcp or tls rule that fits the port and the hosts of the server.',
    example: `spec:
  hosts: ["*"]
  gateways: [tcp-gateway]
  tcp:
  - match: [{port: 31400}]
    route:
    - destination: {host: tcp-echo, port: {number: 9000}}`,
  },
  ICTL0023: {
    mend: 'Change the value that the message names: a real gateway would freeze at its last good configuration.',
    example: `headers:
  response:
    set: {x-id: "%REQ(X-REQUEST-ID)%"}   # only command operators that Envoy knows`,
  },
  ICTL0024: {
    mend: 'Put a certificate and its key, both in PEM, where the paths lead: a mounted Secret, or files on disk.',
    example: `ictl cert gen --cn foo.bar.com --out-dir certs
ictl create -n istio-system secret tls istio-ingressgateway-certs --cert=certs/tls.crt --key=certs/tls.key`,
  },
  ICTL0025: {
    mend: 'Give the destination an endpoint, or start the workload that its selector wants.',
    example: 'ictl register httpbin 127.0.0.1 http:8000',
  },
  ICTL0026: {
    mend: 'Name a Secret or files with the certificate instead of the mesh.',
    example: `tls:
  mode: SIMPLE
  credentialName: httpbin-cert`,
  },
  ICTL0027: {
    mend: 'Correct the mesh config; until then the defaults of Istio hold.',
    example: `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    accessLogFile: /dev/stdout`,
  },
  ICTL0028: {
    mend: 'Raise maxEjectionPercent until one endpoint is no more than that share of them.',
    example: `trafficPolicy:
  outlierDetection: {consecutive5xxErrors: 5, maxEjectionPercent: 50}   # of two endpoints`,
  },
  ICTL0030: {
    mend: 'Name a gateway Deployment that exists, or create it.',
    example: 'ictl analyze --gateway istio-ingressgateway.istio-system',
  },
  ICTL0050: {
    mend: 'Correct the name or the value; `ictl render gateway --help` says where the values stand.',
    example: 'ictl render gateway --set gateways.istio-ingressgateway.enabled=true',
  },
  ICTL0060: {
    mend: 'Stop what holds the port, or serve the Gateway port on another one.',
    example: 'ictl serve --port 80=8080',
  },
  ICTL0061: {
    mend: 'Make the file readable and valid again; until then its last good objects are served.',
    example: 'ictl validate -f gateway.yaml',
  },
  ICTL0070: {
    mend: 'Make a certificate that carries the hosts of the server as subjectAltNames.',
    example: 'ictl cert gen --cn foo.bar.com --san www.bar.com',
  },
  ICTL0071: {
    mend: 'Add a server of protocol HTTPS for the host, or take httpsRedirect away.',
    example: `servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [foo.bar.com]
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [foo.bar.com]
  tls: {mode: SIMPLE, credentialName: httpbin-cert}`,
  },
  ICTL0072: {
    mend: 'Bind a VirtualService to the Gateway.',
    example: `spec:
  hosts: ["*"]
  gateways: [httpbin-gateway]`,
  },
  ICTL0073: {
    mend: 'Name the Gateway in spec.gateways, where requests from outside are meant.',
    example: `spec:
  hosts: [foo.bar.com]
  gateways: [httpbin-gateway]`,
  },
  ICTL0074: {
    mend: 'Merge the DestinationRules of the host into one.',
    example: `spec:
  host: reviews
  trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}`,
  },
  ICTL0075: {
    mend: 'Give the Ingress the class of the gateway.',
    example: `metadata:
  annotations: {kubernetes.io/ingress.class: istio}`,
  },
  IST0101: {
    mend: 'Create what is named, or correct the name; a short name is completed with the namespace of the resource.',
    example: `route:
- destination:
    host: httpbin.default.svc.cluster.local
    port: {number: 8000}`,
  },
  IST0107: {
    mend: 'Move the annotation to the kind that it belongs on.',
    example: `kind: Deployment
spec:
  template:
    metadata:
      annotations: {sidecar.istio.io/proxyCPU: 100m}`,
  },
  IST0108: {
    mend: 'Correct the name of the annotation, or take it away.',
    example: `metadata:
  annotations: {networking.istio.io/exportTo: "."}`,
  },
  IST0109: {
    mend: 'Merge the VirtualServices, or bind them to gateways only.',
    example: `spec:
  hosts: [reviews.default.svc.cluster.local]
  gateways: [httpbin-gateway]   # without mesh`,
  },
  IST0112: {
    mend: 'Name the port of the destination.',
    example: `destination:
  host: httpbin
  port: {number: 8000}`,
  },
  IST0118: {
    mend: 'Begin the name of the port with its protocol, or set appProtocol.',
    example: `ports:
- {name: http-web, port: 8000}
- {name: metrics, port: 9090, appProtocol: http}`,
  },
  IST0130: {
    mend: 'Put the narrower rule first, or make the earlier match narrower.',
    example: `http:
- match: [{uri: {prefix: /status}}]
  route: [{destination: {host: status}}]
- route: [{destination: {host: httpbin}}]   # a rule for everything comes last`,
  },
  IST0131: {
    mend: 'Take the match away, or move it before the one that covers it.',
    example: `http:
- match: [{uri: {prefix: /api/v2}}]
  route: [{destination: {host: v2}}]
- match: [{uri: {prefix: /api}}]
  route: [{destination: {host: v1}}]`,
  },
  IST0132: {
    mend: 'Add the host to a server of the Gateway, or correct the host of the VirtualService.',
    example: `kind: Gateway
spec:
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.bar.com"]   # foo.bar.com may be bound here`,
  },
  IST0135: {
    mend: 'Use what the message names instead.',
    example: `metadata:
  labels: {sidecar.istio.io/inject: "true"}   # a label, no annotation`,
  },
  IST0138: {
    mend: 'Put the hosts of the certificate into one Gateway, or give each Gateway its own certificate.',
    example: `kind: Gateway
spec:
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.example.com, b.example.com]
    tls: {mode: SIMPLE, credentialName: wildcard}`,
  },
  IST0140: {
    mend: 'Name the subset in the destination of the gateway route.',
    example: `route:
- destination: {host: reviews, subset: v1}`,
  },
  IST0145: {
    mend: 'Give each host to one Gateway.',
    example: `servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]   # not "*" in each of them`,
  },
  IST0149: {
    mend: 'Add a RequestAuthentication for the gateway where it is enforced; here match on a header instead.',
    example: `http:
- match: [{headers: {x-group: {exact: admin}}}]
  route: [{destination: {host: admin}}]`,
  },
  IST0150: {
    mend: 'Name the port after its protocol.',
    example: `spec:
  type: ExternalName
  externalName: example.com
  ports:
  - {name: https, port: 443}`,
  },
  IST0161: {
    mend: 'Put a valid certificate and its key into the Secret, as tls.crt and tls.key.',
    example: `ictl cert gen --cn foo.bar.com --out-dir certs
ictl create -n istio-system secret tls httpbin-cert --cert=certs/tls.crt --key=certs/tls.key`,
  },
  IST0162: {
    mend: 'Use a port of the Service in the server, or add the port to the Service.',
    example: `kind: Service
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec:
  ports:
  - {name: http2, port: 80}
  - {name: tcp, port: 31400}`,
  },
  IST0173: {
    mend: 'Correct the labels of the subset, or label the endpoints.',
    example: `kind: ServiceEntry
spec:
  endpoints:
  - address: 127.0.0.1
    labels: {version: v1}`,
  },
  IST0174: {
    mend: 'Correct the host, or add the Service or ServiceEntry that has it.',
    example: `kind: DestinationRule
spec:
  host: reviews.default.svc.cluster.local`,
  },
  IST0177: {
    mend: 'Give the port the same protocol in all ServiceEntries of the host.',
    example: `ports:
- {number: 443, name: tls, protocol: TLS}`,
  },
};

/** What to do about a finding of a code. */
export function findingHelp(code: FindingCode): FindingHelp | undefined {
  return help[code];
}
