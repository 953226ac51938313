import type { ContainerPlan } from '../../catalogue/component.ts'

/**
 * The health check that a plan's readiness becomes. A probe from inside needs a tool that the image holds: the runtime has Node,
 * published images of HTTP servers have curl or wget. Of a person's image nothing is known, so it gets none (a loss).
 */
export function toHealthcheck(plan: ContainerPlan): { healthcheck?: object } {
  const test = toTest(plan)
  if (!test) return {}
  // Often enough that a chain of services is up in seconds, seldom enough that the probes themselves are no load.
  return { healthcheck: { test, interval: '3s', timeout: '3s', retries: 10, start_period: '60s' } }
}

function toTest({ ready, image }: ContainerPlan): string[] | undefined {
  if (ready.probe === 'exec') return ['CMD', ...ready.command]
  if (ready.probe !== 'http') return undefined
  const url = `http://127.0.0.1:${ready.port}${ready.path}`
  if (image.from === 'runtime') {
    return ['CMD', 'node', '-e', `fetch('${url}').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`]
  }
  return ['CMD-SHELL', `curl -fsS ${url} > /dev/null || wget -qO /dev/null ${url}`]
}
