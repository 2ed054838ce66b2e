import { isObject, type JsonObject, objectAt } from '../pod/json.ts';
import { annotationsOf, findContainer, findSidecar, initContainer, type Pod, validationContainer } from '../pod/pod.ts';

/**
 * Where the user runs the proxy as another user, redirection has to spare that user's traffic, and what validates the
 * redirection has to run as it. With TPROXY the proxy stays root.
 */
export function matchRedirectUser(pod: Pod, original: Pod, proxyConfig: JsonObject): void {
  const { runAsUser, runAsGroup } = objectAt(findSidecar(original) ?? {}, 'securityContext');
  if (runAsUser === undefined && runAsGroup === undefined) return;
  const init =
    findContainer(pod, 'initContainers', initContainer) ?? findContainer(pod, 'initContainers', validationContainer);
  if (init === undefined) return;
  const isTproxy =
    proxyConfig.interceptionMode === 'TPROXY' || annotationsOf(pod)['sidecar.istio.io/interceptionMode'] === 'TPROXY';
  const proxyContext = findSidecar(pod)?.securityContext;
  if (isTproxy && runAsUser !== undefined && isObject(proxyContext)) proxyContext.runAsUser = 0;
  if (!isTproxy && init.name === validationContainer) {
    init.securityContext = {
      ...objectAt(init, 'securityContext'),
      ...(runAsUser === undefined ? {} : { runAsUser }),
      ...(runAsGroup === undefined ? {} : { runAsGroup }),
    };
  }
  const args = Array.isArray(init.args) ? init.args : [];
  const at = args.indexOf('-u');
  // The owner in a rule must not be root.
  if (at >= 0 && runAsUser !== undefined && runAsUser !== 0) args[at + 1] = String(runAsUser);
}
