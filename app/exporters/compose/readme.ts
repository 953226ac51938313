import { toHeading } from '../heading.ts'
import type { Proxies } from './proxies.ts'
import { toPortRange } from './published-ports.ts'
import type { Parts } from './services.ts'

/** How the files are used, for a person who knows Compose and not Microcosm. `load`: there is a `compose.load.yaml`. */
export function toReadme(parts: Parts, load: { proxies: Proxies | undefined } | undefined, version: string): string {
  const { stack } = parts
  const sections = [
    `# ${toHeading(stack.design.name ?? 'A design')} on Docker Compose`,
    `Written by Microcosm ${version}; the next export of the design replaces files that were not edited. What the design says and these\nfiles do not is in \`microcosm-export-losses.md\`.`,
    toStart(parts),
    ...(load ? [toDriving(load.proxies, stack.components.some(isSource))] : []),
    ...(load?.proxies ? [toBreaking(load.proxies)] : []),
    toEnding(load !== undefined),
    toOwnPrograms(parts),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

const bothFiles = '-f compose.yaml -f compose.load.yaml'

function isSource({ behaviour }: Parts['stack']['components'][number]): boolean {
  return behaviour.model === 'source'
}

function toStart({ stack, ports }: Parts): string {
  const published = ports.map((port) => `- \`${port.id}\`: 127.0.0.1:${toPortRange(port)} (\`${port.variable}\` in \`.env\` moves it)`)
  const secrets = 'Passwords were generated into `.env`, for this machine alone. Elsewhere, copy `.env.example` to `.env` and fill it in.'
  return [
    '## Start',
    commands(['docker compose up --build --detach --wait']),
    ...(stack.secrets.length > 0 ? [secrets] : []),
    ...(published.length > 0 ? [`Published on this machine, to programs of this machine alone:\n\n${published.join('\n')}`] : []),
  ].join('\n\n')
}

function toDriving(proxies: Proxies | undefined, hasTraffic: boolean): string {
  const adds = [hasTraffic ? 'sends the traffic of the design' : '', proxies ? 'leads its calls through proxies' : '']
  return [
    `## ${hasTraffic ? 'Drive it' : 'Watch it'}`,
    `A second file ${adds.filter(Boolean).join(' and ')}:`,
    commands([`docker compose ${bothFiles} up --build --detach --wait`]),
    ...(proxies ? ['How many requests passed each connection, and how many failed:', commands([`curl ${addressOf(proxies)}`])] : []),
    'Back to the system alone:',
    commands(['docker compose up --detach --wait --remove-orphans']),
  ].join('\n\n')
}

function toBreaking(proxies: Proxies): string {
  const { edges } = proxies.program
  const callers = new Set(proxies.stack.components.filter((planned) => !isSource(planned)).map(({ id }) => id))
  const first = edges.find(({ connection }) => callers.has(connection.split('->')[0] ?? '')) ?? edges[0]
  const [from, to] = (first?.connection ?? '').split('->')
  const path = `${addressOf(proxies)}/connections/${from}/${to}`
  const put = (body: string) => `curl -X PUT ${path} -d '${body}'`
  return [
    '## Break it',
    'A connection, while the second file is in use; each fault lasts until it is taken away:',
    commands([
      `${put('{"latencyMs": 200, "jitterMs": 50}')}   # slower`,
      `${put('{"errors": 0.1}')}   # one request in ten fails`,
      `${put('{"partition": true}')}   # nothing comes through`,
      `curl -X DELETE ${path}   # as it was`,
      `curl -X DELETE ${addressOf(proxies)}/connections   # all of them as they were`,
    ]),
    `The connections: ${edges.map(({ connection }) => `\`${connection.replace('->', '/')}\``).join(', ')}.`,
    'A service:',
    commands([`docker compose kill ${to}`, `docker compose start ${to}`, `docker compose pause ${to}`, `docker compose unpause ${to}`]),
  ].join('\n\n')
}

function toEnding(hasLoad: boolean): string {
  return `## End\n\nEverything goes, data too:\n\n${commands([`docker compose ${hasLoad ? `${bothFiles} ` : ''}down --volumes`])}`
}

function toOwnPrograms({ stack }: Parts): string {
  const played = stack.components.filter(({ plan, behaviour }) => plan.image.from === 'runtime' && behaviour.model !== 'source')
  if (played.length === 0) return ''
  return [
    '## Put the real services in',
    `${played.map(({ id }) => `\`${id}\``).join(', ')}: each is played by \`microcosm-runtime\`, which works and calls as the design says. Give the component an image or a folder to build in the design and export again.`,
  ].join('\n\n')
}

function addressOf({ control }: Proxies): string {
  return `http://127.0.0.1:${control.hostPorts.first}`
}

function commands(lines: string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}
