import { call, type PublishedResult, type PublishedRow, toDesign } from '../published.ts'

const design = toDesign(
  {
    load: { kind: 'traffic', rate: 61, arrivals: 'constant' },
    'php-apache': {
      kind: 'service',
      discipline: 'processor-sharing',
      cpu: 1,
      work: { time: '10ms', distribution: 'constant' },
      autoscale: { min: 1, max: 10, target: 0.5, reserved: 0.2 },
    },
  },
  [call('load', 'php-apache')],
  {
    duration: '20m',
    traffic: [
      { at: '0s', scale: 0 },
      { at: '1m', scale: 1 },
      { at: '10m', scale: 0 },
    ],
  },
)

/** The replicas that the autoscaler wanted at this second of the scenario. */
function row(figure: string, theirs: number, second: number): PublishedRow {
  return {
    figure,
    theirs,
    unit: 'replicas',
    tolerance: 0,
    design,
    read: ({ series }) => {
      const at = series.time.findIndex((time) => time >= second)
      return series.components['php-apache']?.replicas?.[at] ?? null
    },
  }
}

export const hpaWalkthrough: PublishedResult = {
  title: "Kubernetes' autoscaler, the walkthrough",
  source:
    'Kubernetes, HorizontalPodAutoscaler Walkthrough, https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/',
  about:
    'A pod that requests 200m of CPU, a target of 50 %, from one to ten replicas. A client brings it to 305 % of the request; later it stops. The load here takes 0.61 of a core, which is 305 % of 200m.',
  rows: [
    row('before the load', 1, 50),
    row('under a load of 305 % of one request', 7, 300),
    row('ten minutes after the load has stopped', 1, 1195),
  ],
  notExpressed: ['Its limit of 500m, at which 305 % of 200m could not be used; here a replica may use a whole core.'],
}
