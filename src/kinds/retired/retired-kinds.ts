// Kinds that Istio had and has no more, with what is written today instead. Loaded when a kind is not known.
import { groupOf } from '../registry.ts';

interface RetiredGroup {
  /** What became of the whole group; follows the kind. */
  readonly fate: string;
  /** What is written instead, by kind. */
  readonly replacements: Readonly<Record<string, string>>;
  /** What is written instead of any other kind of the group. */
  readonly otherwise?: string;
}

const denial = 'an AuthorizationPolicy with action DENY';
const limit = 'an EnvoyFilter that inserts the local rate limit filter';
const report = 'a Telemetry resource';
const access = 'an AuthorizationPolicy';

const routing: RetiredGroup = {
  fate: 'is gone with the routing rules of config.istio.io (Istio 1.0)',
  replacements: {
    RouteRule: 'a VirtualService, with a DestinationRule for the subsets that its labels select',
    IngressRule: 'a Gateway and a VirtualService, or an Ingress',
    DestinationPolicy: 'a DestinationRule with a trafficPolicy',
    EgressRule: 'a ServiceEntry',
    HTTPAPISpec: report,
    HTTPAPISpecBinding: report,
    QuotaSpec: limit,
    QuotaSpecBinding: limit,
  },
};

const mixer: RetiredGroup = {
  fate: 'is gone with Mixer (Istio 1.8)',
  replacements: {
    rule: `${denial} for what it denies, ${report} for what it reports, ${limit} for quotas`,
    denier: denial,
    checknothing: denial,
    listchecker: `${access} with ipBlocks, namespaces or principals`,
    listentry: `${access} with ipBlocks, namespaces or principals`,
    memquota: limit,
    redisquota: 'an EnvoyFilter that inserts the rate limit filter with its service',
    quota: limit,
    rbac: access,
    authorization: access,
    opa: `${access} with action CUSTOM`,
    apikey: 'a RequestAuthentication, or an AuthorizationPolicy on the header',
  },
  otherwise: report,
};

const groups: Readonly<Record<string, RetiredGroup>> = {
  'authentication.istio.io': {
    fate: 'is gone with authentication.istio.io (Istio 1.6)',
    replacements: {
      Policy: 'a PeerAuthentication for mutual TLS, a RequestAuthentication for tokens',
      MeshPolicy: 'a PeerAuthentication in istio-system',
    },
  },
  'rbac.istio.io': {
    fate: 'is gone with rbac.istio.io (Istio 1.6)',
    replacements: {
      ServiceRole: `${access}, with rules that say what is allowed`,
      ServiceRoleBinding: `${access}, whose rules say from whom`,
      RbacConfig: `${access} without rules, which denies everything in its namespace`,
      ClusterRbacConfig: `${access} without rules in istio-system, which denies everything`,
    },
  },
  'certmanager.k8s.io': {
    fate: 'is for cert-manager, which does not run here',
    replacements: {
      Certificate: 'a Secret, as ictl cert secret makes it',
      Issuer: 'a CA, as ictl cert ca makes it',
      ClusterIssuer: 'a CA, as ictl cert ca makes it',
    },
  },
};

/** Says of a kind that is gone why, and what is written instead; undefined of any other kind. */
export function retiredText(apiVersion: string, kind: string): string | undefined {
  const group = groupOf(apiVersion);
  for (const { fate, replacements, otherwise } of retiredGroups(group)) {
    const replacement = Object.hasOwn(replacements, kind) ? replacements[kind] : otherwise;
    if (replacement !== undefined) return `${kind} ${fate}: write ${replacement}`;
  }
  return undefined;
}

/** The same of a word that may mean such a kind on the command line: `routerules`, `meshpolicy`. */
export function retiredWordText(word: string): string | undefined {
  for (const { fate, replacements } of [routing, ...Object.values(groups)]) {
    const kind = Object.keys(replacements).find((name) => wordsOf(name.toLowerCase()).includes(word.toLowerCase()));
    if (kind !== undefined) return `${kind} ${fate}: write ${replacements[kind]}`;
  }
  return undefined;
}

function wordsOf(singular: string): readonly string[] {
  return [singular, `${singular}s`, singular.replace(/y$/, 'ies')];
}

function retiredGroups(group: string): readonly RetiredGroup[] {
  if (group === 'config.istio.io') return [routing, mixer];
  const retired = Object.hasOwn(groups, group) ? groups[group] : undefined;
  return retired === undefined ? [] : [retired];
}
