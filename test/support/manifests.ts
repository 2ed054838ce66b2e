// Small objects as users write them.

export function gateway(name = 'web', host = 'foo.bar.com', namespace?: string): string {
  return `apiVersion: networking.istio.io/v1alpha3
kind: Gateway
metadata:
  name: ${name}${namespace === undefined ? '' : `\n  namespace: ${namespace}`}
spec:
  selector:
    istio: ingressgateway
  servers:
  - port:
      number: 80
      name: http
      protocol: HTTP
    hosts:
    - "${host}"
`;
}

export function virtualService(name = 'web', prefix = '/'): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
spec:
  hosts: ["*"]
  gateways: [web]
  http:
  - match:
    - uri:
        prefix: ${prefix}
    route:
    - destination:
        host: httpbin
        port:
          number: 8000
`;
}

export function service(name = 'httpbin', extra = ''): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:${extra}
  ports:
  - name: http
    port: 8000
`;
}

export function configMap(name: string, data: Readonly<Record<string, string>>, labels = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data });
}

/** A Service with an endpoint. */
export const cartService = `apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{name: http, port: 8080}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: cart}
subsets: [{addresses: [{ip: 127.0.0.1}], ports: [{name: http, port: 9001}]}]
`;

/** One text of several documents. */
export function documents(...texts: readonly string[]): string {
  return texts.join('\n---\n');
}
