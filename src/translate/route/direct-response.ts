import type { DirectResponseAction } from '../../envoy/route.ts';
import type { HttpDirectResponse } from '../../kinds/virtual-service/virtual-service.ts';

export function directResponseAction({ status, body }: HttpDirectResponse): DirectResponseAction {
  if (body?.string !== undefined) return { status, body: { inlineString: body.string } };
  if (body?.bytes !== undefined) return { status, body: { inlineBytes: body.bytes } };
  return { status };
}
