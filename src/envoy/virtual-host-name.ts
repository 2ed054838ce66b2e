/** Makes the name of a virtual host, `shop.example.com:80`; the port is the server's as written. */
export function virtualHostName(host: string, port: number): string {
  return `${host}:${port}`;
}
