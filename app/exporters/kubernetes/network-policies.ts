import type { Cluster, Workload } from './cluster.ts'
import { labelsOf, selectorOf } from './labels.ts'
import { type Called, calledBy, callersOf, callsOutside, portsOfManaged } from './links-between.ts'
import { label, type Manifest } from './manifest.ts'
import { type Port, publicPorts, toPorts } from './ports.ts'

/** What holds for every pod: nothing may talk, but all may ask the cluster's DNS for names. */
export function toCommonPolicies({ application }: Cluster): Manifest[] {
  const everyPod = { matchLabels: { [label.partOf]: application } }
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny' },
      spec: { podSelector: everyPod, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'allow-dns' },
      spec: {
        podSelector: everyPod,
        policyTypes: ['Egress'],
        egress: [
          {
            // Wherever the cluster has it: CoreDNS under its label or another, OpenShift (which listens on 5353), NodeLocal DNSCache,
            // Cloud DNS for GKE (https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy).
            to: [
              { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
              { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } },
              { ipBlock: { cidr: '169.254.20.10/32' } },
              { ipBlock: { cidr: '169.254.169.254/32' } },
            ],
            ports: [53, 5353].flatMap((port) => [
              { protocol: 'UDP', port },
              { protocol: 'TCP', port },
            ]),
          },
        ],
      },
    },
  ]
}

/** What this component may talk to and who may talk to it: exactly what is drawn. */
export function toPolicy(workload: Workload, cluster: Cluster): Manifest {
  const entered = publicPorts(workload, cluster)
  const ingress = [
    ...callersOf(cluster, workload.id).map(({ workload: caller, port }) => ({
      from: [podsOf(caller)],
      ...portsTo(caller, { workload, port }, cluster),
    })),
    ...(entered.length > 0 ? [{ from: [outsiders(cluster), ...everywhere], ports: entered.map(toPolicyPort) }] : []),
  ]
  const egress = [
    ...calledBy(cluster, workload.id).map((called) => ({ to: [podsOf(called.workload)], ...portsTo(workload, called, cluster) })),
    ...(callsOutside(cluster, workload.id) ? [internet] : []),
    ...portsOfManaged(cluster, workload.id).map((port) => ({ to: everywhere, ports: [{ protocol: 'TCP', port }] })),
  ]
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: workload.name, labels: labelsOf(workload) },
    spec: {
      podSelector: { matchLabels: selectorOf(workload) },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length > 0 ? { ingress } : {}),
      ...(egress.length > 0 ? { egress } : {}),
    },
  }
}

/** Pods that are not of this application, such as a gateway's, in whichever namespace they run. */
function outsiders({ application }: Cluster): object {
  return {
    namespaceSelector: {},
    podSelector: { matchExpressions: [{ key: label.partOf, operator: 'NotIn', values: [application] }] },
  }
}

/** What is drawn and does not run here is reached over TLS, at public addresses alone. */
const internet = {
  to: [
    { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] } },
    // Unique local and link-local addresses (RFC 4193, RFC 4291).
    { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
  ],
  ports: [{ protocol: 'TCP', port: 443 }],
}

function podsOf(workload: Workload): object {
  return { podSelector: { matchLabels: selectorOf(workload) } }
}

/**
 * The port of a connection, and those that the called one's files open beside it: which of them, the addresses tell that its caller is
 * given, and where they do not, all. Where no connection says which, all that it has.
 */
export function openPorts(caller: Workload, { workload, port }: Called, cluster: Cluster): { protocol: Port['protocol']; port: number }[] {
  const own = toPorts(workload, cluster)
  const named = caller.stated?.calls.get(workload.id)
  const further = own.filter(
    ({ number, name, protocol }) =>
      number !== port &&
      (port === undefined || /^(?:tcp|udp)-\d+$/.test(name)) &&
      (named === undefined || protocol === 'UDP' || named.includes(number)),
  )
  return [...(port === undefined ? [] : [{ protocol: 'TCP' as const, port }]), ...further.map(toPolicyPort)]
}

function portsTo(caller: Workload, called: Called, cluster: Cluster): { ports?: object[] } {
  const ports = openPorts(caller, called, cluster)
  return ports.length > 0 ? { ports } : {}
}

const toPolicyPort = ({ protocol, number }: Port) => ({ protocol, port: number })

/**
 * Load balancers come from outside of the pods' network, with addresses that only the cluster's owner knows; so it is with where a
 * managed store lies.
 */
const everywhere = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }]
