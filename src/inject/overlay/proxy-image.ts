import { type JsonObject, objectAt, textAt } from '../pod/json.ts';

const imageTypeAnnotation = 'sidecar.istio.io/proxyImageType';
/** Types that Istio publishes; one that a tag has already gives way. */
const knownTypes = /-(?:distroless|debug)$/;

export interface ProxyImages {
  readonly proxy: string;
  readonly init: string;
}

/**
 * Returns the images of the proxy and of what sets up its redirection, from the values of the installation. An
 * annotation decides the type of both, the settings of the proxy only that of its own.
 */
export function proxyImages(
  global: JsonObject,
  proxyConfig: JsonObject,
  annotations: Readonly<Record<string, string>>,
): ProxyImages {
  const asked = annotations[imageTypeAnnotation];
  const image = (section: string, type: string) => {
    const name = textAt(objectAt(global, section), 'image') || 'proxyv2';
    return `${textAt(global, 'hub')}/${name}:${withType(String(global.tag ?? ''), type)}`;
  };
  return {
    proxy: image('proxy', asked ?? textAt(objectAt(proxyConfig, 'image'), 'imageType')),
    init: image('proxy_init', asked ?? ''),
  };
}

function withType(tag: string, type: string): string {
  if (type === '') return tag;
  const bare = tag.replace(knownTypes, '');
  return type === 'default' ? bare : `${bare}-${type}`;
}
