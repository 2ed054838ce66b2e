// Names of gRPC status codes (google/rpc/code.proto) as %GRPC_STATUS% writes them.

const names = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** Writes a status number; what is no known number stays as it is. */
export function grpcStatusName(
  status: string | undefined,
  style: 'CAMEL_STRING' | 'SNAKE_STRING' | 'NUMBER',
): string | undefined {
  const name = names[Number(status)];
  if (status === undefined || style === 'NUMBER' || name === undefined) return status;
  if (style === 'SNAKE_STRING') return name;
  if (name === 'OK' || name === 'CANCELLED') return name === 'OK' ? 'OK' : 'Canceled';
  return name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
