import assert from 'node:assert/strict';
import type { Deployment } from '../../../../src/kinds/kubernetes/deployment.ts';
import { deriveDeploymentStatus, derivePods } from '../../../../src/kinds/kubernetes/derived-pods.ts';
import type { Ingress } from '../../../../src/kinds/kubernetes/ingress.ts';
import { deriveIngressStatus } from '../../../../src/kinds/kubernetes/ingress-status.ts';
import type { Service } from '../../../../src/kinds/kubernetes/service.ts';
import { deriveServiceStatus } from '../../../../src/kinds/kubernetes/service-status.ts';
import type { KubeObject } from '../../../../src/kinds/object.ts';
import { findKind } from '../../../../src/kinds/registry.ts';
import { storedObject } from '../../../support/decode-one.ts';

/** The cells of an object between NAME and AGE, and with `wide` those behind AGE, too. */
function row(object: KubeObject, wide = false): string {
  const columns = findKind(object.apiVersion, object.kind)?.columns ?? [];
  return columns
    .filter((column) => wide || column.wide !== true)
    .map(({ value }) => value(object))
    .join(' | ');
}

function headers(object: KubeObject): string {
  const columns = findKind(object.apiVersion, object.kind)?.columns ?? [];
  return columns.map(({ header, wide }) => (wide === true ? `(${header})` : header)).join(' ');
}

const service = (spec: string): Promise<KubeObject> =>
  storedObject(`{apiVersion: v1, kind: Service, metadata: {name: a}, spec: ${spec}}`);
const ingress = (spec: string): Promise<KubeObject> =>
  storedObject(`{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a}, spec: ${spec}}`);

describe('the columns of kubectl', () => {
  it('of Services', async () => {
    const web = await service('{selector: {b: x, a: z}, ports: [{port: 80, name: a}, {port: 443, name: b}]}');
    assert.equal(headers(web), 'TYPE CLUSTER-IP EXTERNAL-IP PORT(S) (SELECTOR) (REACHED-AT)');
    assert.equal(row(web, true), 'ClusterIP | <none> | <none> | 80/TCP,443/TCP | a=z,b=x | <none>');
    assert.equal(row(await service('{clusterIP: None}')), 'ClusterIP | None | <none> | <none>');
    assert.equal(
      row(await service('{type: ExternalName, externalName: a.example.com}')),
      'ExternalName | <none> | a.example.com | <none>',
    );
  });

  it('of a gateway Service without and with a server', async () => {
    const spec =
      '{type: LoadBalancer, ports: [{port: 80, nodePort: 31380, name: a}, {port: 443, nodePort: 31390, name: b}]}';
    const gateway = (await service(spec)) as Service;
    assert.equal(row(gateway), 'LoadBalancer | <none> | <pending> | 80:31380/TCP,443:31390/TCP');
    const reached = deriveServiceStatus(gateway, { address: '127.0.0.1', ports: [31380, 31390] });
    assert.equal(
      row(reached, true),
      'LoadBalancer | <none> | 127.0.0.1 | 80:31380/TCP,443:31390/TCP | <none> | 127.0.0.1:31380,127.0.0.1:31390',
    );
  });

  it('of Ingresses', async () => {
    const anyHost = (await ingress('{defaultBackend: {service: {name: a, port: {number: 1}}}}')) as Ingress;
    assert.equal(headers(anyHost), 'CLASS HOSTS ADDRESS PORTS (REACHED-AT)');
    assert.equal(row(anyHost), '<none> | * |  | 80');
    const reached = deriveIngressStatus(anyHost, { address: '127.0.0.1', ports: [31380] });
    assert.equal(row(reached, true), '<none> | * | 127.0.0.1 | 80 | 127.0.0.1:31380');
    assert.equal(row(deriveIngressStatus(reached, { address: undefined })), '<none> | * |  | 80');
    assert.equal(
      row(
        await ingress(
          '{ingressClassName: istio, tls: [{secretName: s}], rules: [{host: a}, {host: b}, {host: c}, {host: d}]}',
        ),
      ),
      'istio | a,b,c + 1 more... |  | 80, 443',
    );
  });

  it('of Deployments and their Pods', async () => {
    const deployment = (await storedObject(
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: 2, selector: {matchLabels: {app: a}, ' +
        'matchExpressions: [{key: t, operator: NotIn, values: [x]}]}, template: {metadata: {labels: {app: a}}, ' +
        'spec: {containers: [{name: c, image: i}, {name: d, image: j}]}}}}',
    )) as Deployment;
    assert.equal(headers(deployment), 'READY UP-TO-DATE AVAILABLE (CONTAINERS) (IMAGES) (SELECTOR)');
    assert.equal(row(deployment, true), '0/2 | 0 | 0 | c,d | i,j | app=a,t notin (x)');
    assert.equal(row(deriveDeploymentStatus(deployment, { serverRunning: true })), '2/2 | 2 | 2');

    const [running] = derivePods([deployment], { serverRunning: true });
    const [stopped] = derivePods([deployment], { serverRunning: false });
    assert.ok(running !== undefined && stopped !== undefined);
    assert.equal(headers(running), 'READY STATUS RESTARTS (IP) (NODE)');
    assert.equal(row(running, true), '2/2 | Running | 0 | 127.0.0.1 | localhost');
    assert.equal(row(stopped, true), '0/2 | Pending | 0 | <none> | localhost');
  });

  const pods = '{metadata: {labels: {a: b}}, spec: {nodeSelector: {disk: ssd}, containers: [{name: c, image: i}]}}';
  const endingPods = '{metadata: {labels: {a: b}}, spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}';
  const workloads: readonly (readonly [string, string, string])[] = [
    [
      `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: a}, spec: {selector: {matchLabels: {a: b}}, template: ${pods}}}`,
      'DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE SELECTOR (CONTAINERS) (IMAGES) (SELECTOR)',
      '0 | 0 | 0 | 0 | 0 | disk=ssd | c | i | a=b',
    ],
    [
      `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a}, spec: {replicas: 3, selector: {matchLabels: {a: b}}, template: ${pods}}}`,
      'READY (CONTAINERS) (IMAGES)',
      '0/3 | c | i',
    ],
    [
      `{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: a}, spec: {replicas: 2, selector: {matchLabels: {a: b}}, template: ${pods}}}`,
      'DESIRED CURRENT READY (CONTAINERS) (IMAGES) (SELECTOR)',
      '2 | 0 | 0 | c | i | a=b',
    ],
    [
      `{apiVersion: v1, kind: ReplicationController, metadata: {name: a}, spec: {template: ${pods}}}`,
      'DESIRED CURRENT READY (CONTAINERS) (IMAGES) (SELECTOR)',
      '1 | 0 | 0 | c | i | a=b',
    ],
    [
      `{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: ${endingPods}}}`,
      'STATUS COMPLETIONS DURATION (CONTAINERS) (IMAGES) (SELECTOR)',
      'Pending | 0/1 |  | c | i | <none>',
    ],
    [
      `{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {suspend: true, parallelism: 3, template: ${endingPods}}}`,
      'STATUS COMPLETIONS DURATION (CONTAINERS) (IMAGES) (SELECTOR)',
      'Suspended | 0/1 of 3 |  | c | i | <none>',
    ],
    [
      `{apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {schedule: '@daily', jobTemplate: {spec: {template: ${endingPods}}}}}`,
      'SCHEDULE TIMEZONE SUSPEND ACTIVE LAST SCHEDULE (CONTAINERS) (IMAGES) (SELECTOR)',
      '@daily | <none> | False | 0 | <none> | c | i | <none>',
    ],
    [
      '{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {maxReplicas: 3, targetCPUUtilizationPercentage: 60, scaleTargetRef: {kind: Deployment, name: web}}}',
      'REFERENCE TARGETS MINPODS MAXPODS REPLICAS',
      'Deployment/web | cpu: <unknown>/60% | 1 | 3 | 0',
    ],
    [
      '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: web}, metrics: [' +
        '{type: Pods, pods: {metric: {name: m}, target: {type: AverageValue, averageValue: 5}}}, ' +
        '{type: External, external: {metric: {name: m}, target: {type: AverageValue, averageValue: 7}}}, ' +
        '{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 200m}}}]}}',
      'REFERENCE TARGETS MINPODS MAXPODS REPLICAS',
      'Deployment/web | <unknown>/5, <unknown>/7 (avg) + 1 more... | 1 | 3 | 0',
    ],
    [
      '{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}, spec: {minAvailable: 1}}',
      'MIN AVAILABLE MAX UNAVAILABLE ALLOWED DISRUPTIONS',
      '1 | N/A | 0',
    ],
    [
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {podSelector: {matchLabels: {a: b}}}}',
      'POD-SELECTOR',
      'a=b',
    ],
    ['{apiVersion: v1, kind: ServiceAccount, metadata: {name: a}, secrets: [{name: b}]}', 'SECRETS', '1'],
    [
      '{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: a}, roleRef: {kind: Role, name: r}, subjects: [{kind: User, name: u}, {kind: ServiceAccount, name: s, namespace: ns1}]}',
      'ROLE (USERS) (GROUPS) (SERVICEACCOUNTS)',
      'Role/r | u |  | ns1/s',
    ],
  ];
  for (const [text, header, cells] of workloads) {
    it(`of ${/kind: (\w+)/.exec(text)?.[1]}: ${cells}`, async () => {
      const object = await storedObject(text);
      assert.equal(headers(object), header);
      assert.equal(row(object, true), cells);
    });
  }

  const others: readonly (readonly [string, string, string])[] = [
    ['{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: x, b: z}}', 'TYPE DATA', 'Opaque | 2'],
    ['{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: x}, binaryData: {b: AA==}}', 'DATA', '2'],
    ['{apiVersion: v1, kind: Namespace, metadata: {name: a}}', 'STATUS', 'Active'],
    [
      '{apiVersion: v1, kind: Endpoints, metadata: {name: a}, subsets: [{addresses: [{ip: 10.0.0.1}, {ip: "::1"}], ports: [{port: 1, name: a}, {port: 2, name: b}]}]}',
      'ENDPOINTS',
      '10.0.0.1:1,[::1]:1,10.0.0.1:2 + 1 more...',
    ],
    ['{apiVersion: v1, kind: Endpoints, metadata: {name: a}}', 'ENDPOINTS', '<none>'],
    [
      '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: a}, addressType: IPv4, endpoints: [{addresses: [10.0.0.1]}], ports: [{port: 9000}]}',
      'ADDRESSTYPE PORTS ENDPOINTS',
      'IPv4 | 9000 | 10.0.0.1',
    ],
    [
      '{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: a}, spec: {controller: istio.io/ingress-controller}}',
      'CONTROLLER PARAMETERS',
      'istio.io/ingress-controller | <none>',
    ],
  ];
  for (const [text, header, cells] of others) {
    it(`of ${/kind: (\w+)/.exec(text)?.[1]}: ${cells}`, async () => {
      const object = await storedObject(text);
      assert.equal(headers(object), header);
      assert.equal(row(object), cells);
    });
  }
});
