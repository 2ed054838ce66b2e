/** What the demonstration creates: a Gateway for HTTP and HTTPS, and routes to two endpoints of httpbin. */
export const demoHost = 'foo.bar.com';

export const demoResources = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: httpbin-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["${demoHost}"]
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: ["${demoHost}"]
    tls:
      mode: SIMPLE
      credentialName: foo-bar-cert
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: httpbin
spec:
  hosts: ["${demoHost}"]
  gateways: [httpbin-gateway]
  http:
  - match:
    - uri: {prefix: /status}
    - uri: {prefix: /delay}
    route:
    - destination: {host: httpbin, port: {number: 8000}}
`;
