import { isObject, type JsonObject, objectAt, textAt } from '../pod/json.ts';

const imageTypeAnnotation = 'sidecar.istio.io/proxyImageType';
/** Types that Istio publishes; one that a tag has already gives way. */
const knownTypes = /-(?:distroless|debug)$/;

export interface ProxyImages {
  readonly proxy: string;
  readonly init: string;
}

/**
 * Returns the images of the proxy and of what sets up its redirection, from the values of the installation. An
 * annotation decides the type of both, the settings of the proxy only that of its own; else the variant of the values.
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
  const variant = textAt(global, 'variant');
  const own = isObject(proxyConfig.image) ? textAt(proxyConfig.image, 'imageType') : variant;
  return {
    proxy: image('proxy', asked ?? own),
    init: image('proxy_init', asked ?? variant),
  };
}

function withType(tag: string, type: string): string {
  if (type === '') return tag;
  const bare = tag.replace(knownTypes, '');
  return type === 'default' ? bare : `${bare}-${type}`;
}
