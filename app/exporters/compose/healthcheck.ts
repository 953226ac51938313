import type { ContainerPlan } from '../../catalogue/component.ts'

export interface Healthcheck {
  test: string[]
  interval: string
  timeout: string
  retries: number
  start_period: string
}

// Often enough that a chain of services is up in seconds, seldom enough that the probes themselves, each a process of its own,
// are no load. A store initialises its data for up to a minute on a slow disk.
const pace = { interval: '3s', timeout: '5s', retries: 10, start_period: '60s' }

/**
 * How Compose finds out that a container is ready, or undefined where it cannot: Compose asks by running a command inside the
 * container, and nothing is known of the commands that a person's image holds.
 */
export function toHealthcheck(plan: ContainerPlan): Healthcheck | undefined {
  const { ready } = plan
  switch (ready.probe) {
    case 'exec':
      return { test: ['CMD', ...ready.command], ...pace }
    case 'http':
      return { test: httpTest(plan, `http://127.0.0.1:${ready.port}${ready.path}`), ...pace }
    case 'tcp':
    case 'none':
      return undefined
  }
}

/** The runtime's image holds Node and no HTTP client; Debian's images of servers hold curl, Alpine's wget. */
function httpTest(plan: ContainerPlan, url: string): string[] {
  return plan.image.from === 'runtime' ? nodeTest(url) : ['CMD-SHELL', `curl -fsS -o /dev/null '${url}' || wget -q -O /dev/null '${url}'`]
}

/** Of what the runtime plays beside the components of the design. */
export function runtimeHealthcheck(port: number): Healthcheck {
  return { test: nodeTest(`http://127.0.0.1:${port}/healthz`), ...pace }
}

function nodeTest(url: string): string[] {
  return ['CMD', 'node', '-e', `fetch('${url}').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`]
}
