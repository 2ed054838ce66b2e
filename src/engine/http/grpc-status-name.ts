// gRPC statuses as %GRPC_STATUS% writes them.
import { grpcStatusNames } from '../../lib/grpc-status.ts';

/** Writes a status number; what is no known number stays as it is. */
export function grpcStatusName(
  status: string | undefined,
  style: 'CAMEL_STRING' | 'SNAKE_STRING' | 'NUMBER',
): string | undefined {
  const name = grpcStatusNames[Number(status)];
  if (status === undefined || style === 'NUMBER' || name === undefined) return status;
  if (style === 'SNAKE_STRING') return name;
  if (name === 'OK' || name === 'CANCELLED') return name === 'OK' ? 'OK' : 'Canceled';
  return name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
