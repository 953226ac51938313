import type { Cluster, Workload } from './cluster.ts'
import { labelsOf, selectorOf } from './labels.ts'
import { type Called, calledBy, callersOf, callsOutside, entriesOf } from './links-between.ts'
import { label, type Manifest } from './manifest.ts'

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
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53 },
            ],
          },
        ],
      },
    },
  ]
}

/** What this component may talk to and who may talk to it: exactly what is drawn. */
export function toPolicy(workload: Workload, cluster: Cluster): Manifest {
  const entered = entriesOf(cluster).filter((entry) => entry.workload === workload)
  const ingress = [
    ...callersOf(cluster, workload.id).map(({ workload: caller, port }) => ({ from: [podsOf(caller)], ports: [tcp(port)] })),
    ...entered.map(({ port }) => ({ from: [outsiders(cluster)], ports: [tcp(port)] })),
  ]
  const egress = [
    ...calledBy(cluster, workload.id).map(({ workload: called, port }: Called) => ({ to: [podsOf(called)], ports: [tcp(port)] })),
    ...(callsOutside(cluster, workload.id) ? [internet] : []),
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
  to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] } }],
  ports: [{ protocol: 'TCP', port: 443 }],
}

function podsOf(workload: Workload): object {
  return { podSelector: { matchLabels: selectorOf(workload) } }
}

function tcp(port: number): object {
  return { protocol: 'TCP', port }
}
