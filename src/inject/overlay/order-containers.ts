import { objectsAt } from '../pod/json.ts';
import {
  annotationsOf,
  type ContainerList,
  findContainer,
  initContainer,
  type Pod,
  proxyContainer,
  validationContainer,
} from '../pod/pod.ts';

const coreDumpContainer = 'enable-core-dump';
/** Names of init containers that start before a native sidecar, for they need no network, or not that of the mesh. */
const beforeProxyAnnotation = 'sidecar.istio.io/init-containers-before-proxy';

/**
 * Puts the injected containers where they have to be.
 * @param hold whether the application waits for the proxy, which then starts first
 */
export function orderContainers(pod: Pod, hold: boolean): void {
  // Last, so that `kubectl exec` goes to the application.
  if (hold) moveFirst(pod, 'containers', proxyContainer);
  else moveLast(pod, 'containers', proxyContainer);
  if (findContainer(pod, 'initContainers', proxyContainer) !== undefined) {
    // A native sidecar: redirection, what is to start before the proxy, the proxy, then the user's, whose traffic it
    // carries already.
    const backwards = [coreDumpContainer, proxyContainer, ...beforeProxy(pod).reverse(), validationContainer];
    for (const name of [...backwards, initContainer]) {
      moveFirst(pod, 'initContainers', name);
    }
    return;
  }
  // Without a proxy, redirected traffic goes nowhere: redirection comes after the user's, its validation before them.
  moveFirst(pod, 'initContainers', validationContainer);
  moveLast(pod, 'initContainers', initContainer);
  moveLast(pod, 'initContainers', coreDumpContainer);
}

/** A name that is there twice counts where it is first; spaces are part of a name. */
function beforeProxy(pod: Pod): string[] {
  const names = annotationsOf(pod)[beforeProxyAnnotation] ?? '';
  return [...new Set(names.split(','))];
}

function moveFirst(pod: Pod, list: ContainerList, name: string): void {
  const container = findContainer(pod, list, name);
  if (container !== undefined) pod.spec[list] = [container, ...others(pod, list, name)];
}

function moveLast(pod: Pod, list: ContainerList, name: string): void {
  const container = findContainer(pod, list, name);
  if (container !== undefined) pod.spec[list] = [...others(pod, list, name), container];
}

function others(pod: Pod, list: ContainerList, name: string): unknown[] {
  return objectsAt(pod.spec, list).filter((container) => container.name !== name);
}
