// Names of route configurations, which EnvoyFilters and config dumps speak of, so they are Istio's to the letter.

/** Makes `http.80`, or `http.80.127.0.0.1` where the server names an address to bind. */
export function httpRouteConfigurationName(port: number, bind: string): string {
  return bind === '' ? `http.${port}` : `http.${port}.${bind}`;
}

interface HttpsServerName {
  /** The port of the server as written, not the one that is bound. */
  readonly port: number;
  readonly portName: string;
  readonly gateway: string;
  readonly namespace: string;
  readonly bind: string;
}

/** Makes `https.443.https-web.my-gateway.default`, with `.<bind>` at the end where there is one. */
export function httpsRouteConfigurationName({ port, portName, gateway, namespace, bind }: HttpsServerName): string {
  const name = `https.${port}.${portName}.${gateway}.${namespace}`;
  return bind === '' ? name : `${name}.${bind}`;
}
